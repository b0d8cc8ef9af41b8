import { managementScopes, panelScopes, profileScopes, type Role } from '@postern/contracts';
import { signInByPassword } from '@postern/http-browser';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson } from '../support/accounts.js';
import { registerApplication } from '../support/applications.js';
import { query } from '../support/database.js';
import { Management, panelParty } from '../support/management.js';
import { openBrowser } from '../support/people.js';

const postern = inject('postern');
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

const personWith = async (role: Role) => {
  const person = await createPerson(admin, role);
  if (role !== 'member') await admin.patch(`/users/${person.id}`, { role });
  return person;
};

describe('a token of the panel', () => {
  it.each([
    ['member', [...profileScopes, ...panelScopes]],
    ['manager', [...profileScopes, ...panelScopes, ...managementScopes.filter((scope) => /^read:(?!me$)/.test(scope))]],
    ['administrator', [...managementScopes, ...panelScopes]],
  ] as const)('of a %s carries the scopes that the role can use', async (role, scopes) => {
    const { username, password } = await personWith(role);

    const { scope = '' } = await signInByPassword(openBrowser(postern), panelParty(postern), username, password);

    expect(
      scope
        .split(' ')
        .filter((name) => name.includes(':'))
        .toSorted(),
    ).toEqual([...scopes].toSorted());
  });
});

describe('a token of another application', () => {
  it('administers nothing, even where the application was given administration scopes before that was refused', async () => {
    const { username, password } = await personWith('administrator');
    const application = await registerApplication(admin, { first_party: true });
    await query(
      postern,
      `update client set metadata = jsonb_set(metadata, '{scopes}', '["openid","read:me","update:users"]'),
         updated_at = now() where client_id = $1`,
      [application.clientId],
    );
    const party = {
      ...application,
      scope: 'openid read:me update:users',
      resource: `${postern.origins.public}/api/v2`,
    };

    const { access_token: token, scope = '' } = await signInByPassword(openBrowser(postern), party, username, password);

    expect(scope.split(' ')).not.toContain('update:users');
    const answer = await new Management(postern, token).send('GET', '/users');
    expect(answer.status).toBe(403);
  });
});
