import { randomBytes } from 'node:crypto';
import type { OrganizationRecord } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, type Person } from '../support/accounts.js';
import { registerApplication } from '../support/applications.js';
import { Guide } from '../support/guide.js';
import { Management } from '../support/management.js';
import { openBrowser } from '../support/people.js';
import { Reader } from '../support/reader.js';
import { visit } from '../support/visit.js';

const postern = inject('postern');
const redirectUri = 'http://127.0.0.1:8123/callback';
let admin: Management;
let carol: Person;
let organization: OrganizationRecord;
let clientId: string;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  carol = await createPerson(admin, 'Carol');
  const slug = `acme-${randomBytes(4).toString('hex')}`;
  organization = await admin.post<OrganizationRecord>('/organizations', { name: 'Acme', slug });
  await admin.post(`/organizations/${organization.id}/members`, { account: carol.id, role: 'manager' });
  const application = await registerApplication(admin, {
    ...{ app_type: 'native', first_party: true, scopes: ['openid', 'organization'], redirect_uris: [redirectUri] },
  });
  ({ clientId } = application);
});

describe('the sample that asks for an organization', () => {
  let reader: Reader;

  /** Starts the program, does what it says, and reads what it answers. */
  const run = async (asked: string) => {
    reader = new Reader(postern, new Guide('../organizations.md'));
    reader.set({ CLIENT_ID: clientId, ORGANIZATION: asked });
    const address = (await reader.start('ask')).trim();
    const browser = openBrowser(postern);
    const { callback } = await visit(postern, { browser, password: carol }, address, redirectUri);
    const answer = await fetch(callback);
    const text = await answer.text();
    reader.close();
    return { status: answer.status, text };
  };
  afterAll(() => reader?.close());

  it('is told which one the person signed in for', async () => {
    const { id, slug, name } = organization;

    const { text } = await run(slug);

    expect(JSON.parse(text)).toEqual({ id, slug, name, roles: ['manager'] });
  });

  it('reads why it is refused', async () => {
    expect(await run('nowhere')).toEqual({ status: 403, text: 'organization is unknown or suspended' });
  });
});
