import { NestFactory } from '@nestjs/core';
import { MethodSeeder } from '@postern/sign-in-methods';
import { expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

it('builds the server for commands, which have no HTTP server', async () => {
  const server = await TestServer.start();
  try {
    const { AppModule } = await import('../app.module.js');
    const command = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
    expect(command.get(MethodSeeder, { strict: false })).toBeInstanceOf(MethodSeeder);
    await command.close();
  } finally {
    await server.stop();
  }
});
