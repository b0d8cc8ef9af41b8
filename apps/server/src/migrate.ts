import 'reflect-metadata';
import { readConfig } from '@postern/config';
import { DatabaseConfig, migrate } from '@postern/database';
import { runCommand } from './run-command.js';

await runCommand(async () => {
  const applied = await migrate(readConfig(DatabaseConfig));
  return applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}.`;
});
