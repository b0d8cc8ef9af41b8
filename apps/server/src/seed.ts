import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { type AccountSeed, seedAccounts } from '@postern/accounts';
import {
  ClientSeeder,
  type ClientSeed,
  MachineSeeder,
  type MachineSeed,
  TrustAnchorAdministration,
} from '@postern/clients';
import { MethodSeeder } from '@postern/sign-in-methods';
import { AppModule } from './app.module.js';
import { runCommand } from './run-command.js';

/** First data of an installation, written by its operator. Every part is optional. */
interface Seed {
  readonly owner?: AccountSeed['owner'];
  readonly users?: AccountSeed['users'];
  readonly method?: {
    readonly name: string;
    readonly trustAnchorsPem: readonly string[];
    readonly identifyBy: 'certificate' | 'public-key' | 'issuer-and-subject';
  };
  readonly clients?: readonly ClientSeed[];
  /** Applications with a certificate, and the authorities to trust for applications; roots before what is below them. */
  readonly machines?: {
    readonly trustAnchors: readonly { readonly name: string; readonly pem: string }[];
    readonly clients: readonly MachineSeed[];
  };
}

const readSeed = (path: string | undefined): Seed => {
  if (path === undefined) throw new Error('Name the file to read: node seed.js seed.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Seed;
};

await runCommand(async () => {
  const { owner, users = [], method, clients = [], machines } = readSeed(process.argv[2]);
  const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error'] });
  const methodId =
    method &&
    (await app.get(MethodSeeder, { strict: false }).seed({
      type: 'mtls',
      name: method.name,
      public: true,
      enabled: true,
      params: { trustAnchors: method.trustAnchorsPem, rules: [{ source: method.identifyBy, field: 'linked' }] },
    }));
  await seedAccounts(app, { owner, users, methodId });
  for (const client of clients) await app.get(ClientSeeder, { strict: false }).seed(client);
  for (const anchor of machines?.trustAnchors ?? []) {
    await app.get(TrustAnchorAdministration, { strict: false }).seed(anchor);
  }
  for (const machine of machines?.clients ?? []) await app.get(MachineSeeder, { strict: false }).seed(machine);
  await app.close();
  return 'The first data is there.';
});
