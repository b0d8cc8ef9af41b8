import 'reflect-metadata';
import { readConfig, ServerConfig } from '@postern/config';
import { createDataSource, DatabaseConfig } from '@postern/database';
import { encryptAnew } from './encryption/encrypt-anew.js';
import { reportEncryption } from './encryption/encryption-report.js';
import { runCommand } from './run-command.js';

await runCommand(async () => {
  // Waits for writers in progress, including a change of the gateway and its Nginx.
  const config = { ...readConfig(DatabaseConfig), DATABASE_STATEMENT_TIMEOUT: 60_000 };
  const database = await createDataSource(config).initialize();
  try {
    return reportEncryption(await encryptAnew(database, readConfig(ServerConfig)));
  } finally {
    await database.destroy();
  }
});
