import { randomUUID } from 'node:crypto';
import type { CertificateJudgement, CertificateVerdict } from '@postern/contracts';
import { Statements } from '@postern/database';
import { createTestDatabase, type TestDatabase } from '@postern/database/testing';
import type { SignInTicket } from '@postern/provider-kit';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InteractionsConfig } from '../interactions.config.js';
import { AccountLinkHandoffs } from './account-link-handoffs.js';
import { HandoffStore } from './handoff-store.js';
import type { Judgements } from './judgements.js';

let database: TestDatabase;
let pool: Pool;
let store: HandoffStore;
let handoffs: AccountLinkHandoffs;
let ticket: () => SignInTicket & { readonly accountId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url });
  // Dropping the database may end a connection that is just being closed.
  pool.on('error', () => undefined);
  store = new HandoffStore(new Statements(pool), new InteractionsConfig());
  handoffs = new AccountLinkHandoffs(store, { of: judged } as unknown as Judgements);
  const accounts = await pool.query<{ id: string }>(
    `insert into account (username, name) values ('ada', 'Ada') returning id`,
  );
  const methods = await pool.query<{ id: string }>('select id from sign_in_method');
  const [accountId, methodId] = [accounts.rows[0]!.id, methods.rows[0]!.id];
  ticket = () => ({ id: randomUUID(), purpose: 'link', methodId, accountId, interactionUid: null, clientId: null });
});
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

/** What a provider would draw: the verdict that it is given. */
const judged = async (_methodId: string, _certificate: unknown, { code, facts: about }: CertificateVerdict) =>
  ({ chain: [], tests: [], failedLink: 0, code, facts: about ?? null }) satisfies CertificateJudgement;
const facts = { revocation: { at: '2026-03-05T12:00:00.000Z', reason: 'keyCompromise', authority: null } } as const;

describe('a certificate that was refused while linking', () => {
  it('is shown with its facts to the account that began, as often as requested', async () => {
    const begun = ticket();
    const code = await store.store(begun, { code: 'certificate.revoked', facts, certificate: null });
    const judgement = { chain: [], tests: [], failedLink: 0, code: 'certificate.revoked', facts };
    const refusal = { code: 'certificate.revoked', certificate: null, judgement };

    expect(await handoffs.refusal(code, begun.accountId)).toEqual(refusal);
    expect(await handoffs.refusal(code, begun.accountId)).toEqual(refusal);
    await expect(handoffs.refusal(code, randomUUID())).rejects.toMatchObject({ code: 'handoff.wrong_account' });
  });

  it('can be neither previewed nor linked', async () => {
    const begun = ticket();
    const code = await store.store(begun, { code: 'certificate.revoked', facts, certificate: null });

    await expect(handoffs.peek(code, begun.accountId)).rejects.toMatchObject({ code: 'handoff.invalid' });
    await expect(handoffs.consume(code, begun.accountId)).rejects.toMatchObject({ code: 'handoff.invalid' });
  });

  it('is none where the proof was valid', async () => {
    const begun = ticket();
    const code = await store.store(begun, { code: null, certificate: null });

    await expect(handoffs.refusal(code, begun.accountId)).rejects.toMatchObject({ code: 'handoff.invalid' });
  });
});
