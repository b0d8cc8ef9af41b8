import { type SeedAccount, seedAccounts } from '@postern/accounts';
import type { TestServer } from './test-server.js';

/** People with the passwords that a test knows, as if they had chosen them at a first sign-in. */
export const seedPeople = async (server: TestServer, users: readonly SeedAccount[]): Promise<void> => {
  await seedAccounts(server.app, { users });
  await server.sql('update account set one_time_password_until = null where username = any($1)', [
    users.map(({ username }) => username),
  ]);
};
