import 'reflect-metadata';
import { readConfig, ServerConfig } from '@postern/config';
import { createDataSource, DatabaseConfig } from '@postern/database';
import { encryptAnew } from './encryption/encrypt-anew.js';
import { reportEncryption } from './encryption/encryption-report.js';
import { runCommand } from './run-command.js';

await runCommand(async () => {
  const database = await createDataSource(readConfig(DatabaseConfig)).initialize();
  try {
    return reportEncryption(await encryptAnew(database, readConfig(ServerConfig)));
  } finally {
    await database.destroy();
  }
});
