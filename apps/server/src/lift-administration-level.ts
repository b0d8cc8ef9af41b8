import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ClientSeeder } from '@postern/clients';
import { AppModule } from './app.module.js';
import { runCommand } from './run-command.js';

await runCommand(async () => {
  const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error'] });
  await app.get(ClientSeeder, { strict: false }).liftDemandOnAdministration();
  await app.close();
  return 'People who administer may sign in by any method again. An owner can demand a level in the panel.';
});
