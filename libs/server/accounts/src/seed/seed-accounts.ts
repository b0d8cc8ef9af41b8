import type { INestApplicationContext } from '@nestjs/common';
import { AccountSeeder, type AccountSeed } from './account-seeder.js';

/**
 * Creates the accounts named, links their certificates, and leaves alone what is there: passwords, roles and names of existing
 * accounts, and certificates that were linked once and removed since. May be run again at any time.
 */
export const seedAccounts = (server: Pick<INestApplicationContext, 'get'>, seed: AccountSeed): Promise<void> =>
  server.get(AccountSeeder, { strict: false }).seed(seed);
