import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AuditLog } from '@postern/audit';
import { SigningKeys } from '@postern/oidc';
import { AppModule } from './app.module.js';
import { runCommand } from './run-command.js';

await runCommand(async () => {
  const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error'] });
  const kids = await app.get(SigningKeys).rotate();
  await app.get(AuditLog, { strict: false }).record({ type: 'signing_key.rotated', details: { kids } });
  await app.close();
  return `New signing keys: ${kids.join(', ')}. The former ones go on verifying for 30 days; nobody is signed out.`;
});
