import type { ClientCredential, ClientRecord, Page, Problem } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { registerAdministrator } from '../support/following-a-guide.js';
import { Guide } from '../support/guide.js';
import { Management } from '../support/management.js';
import { Reader } from '../support/reader.js';

const postern = inject('postern');
const guide = new Guide('management-api.md');
const reader = new Reader(postern, guide);
let clientId: string;

beforeAll(async () => {
  const admin = await Management.asAdministrator(postern);
  const { client_id, client_secret } = await registerAdministrator(admin);
  const made = await admin.post<ClientRecord>('/clients', { name: 'Payroll', app_type: 'non_interactive' });
  clientId = made.client_id;
  reader.set({ ADMIN_ID: client_id, ADMIN_SECRET: client_secret ?? '', CLIENT_ID: clientId });
});
afterAll(() => reader.close());

describe('the guide to the management API, followed from top to bottom', () => {
  it('A2 gets a token by client_credentials, with the scopes that it asks for', async () => {
    const answer = await reader.runForJson<{ access_token: string; scope: string; expires_in: number }>('token');

    expect(answer).toMatchObject({
      scope: 'create:clients read:clients update:clients update:client_credentials',
      expires_in: 900,
    });
    reader.set({ TOKEN: answer.access_token });
  });

  it('lists applications', async () => {
    const { items } = await reader.runForJson<Page<ClientRecord>>('list');

    expect(items.map(({ client_id }) => client_id)).toContain(clientId);
  });

  it('keeps a credential, and is answered as it is printed', async () => {
    const answer = await reader.runForJson<ClientCredential>('keep');

    const printed = guide.answer<ClientCredential>('keep');
    const own = ({ id, created_at, updated_at }: ClientCredential) => ({ id, created_at, updated_at });
    expect(answer).toEqual({ ...printed, ...own(answer) });
    expect(Object.keys(answer).toSorted()).toEqual(Object.keys(printed).toSorted());
  });

  it('is refused with the problem that is printed', async () => {
    const answer = await reader.runForJson<Problem>('problem');

    const printed = guide.answer<Problem>('problem');
    expect(answer).toEqual({ ...printed, instance: answer.instance });
    expect(Object.keys(answer).toSorted()).toEqual(Object.keys(printed).toSorted());
  });

  it('has no untested sample', () => {
    expect(reader.left).toEqual([]);
  });
});
