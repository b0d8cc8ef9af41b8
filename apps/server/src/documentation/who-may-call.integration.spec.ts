import { randomUUID } from 'node:crypto';
import { ClientSeeder } from '@postern/clients';
import { administrationScopes, managementScopes, panelClientId, panelScopes, type Role } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerApi } from '../../testing/apis.js';
import { registerClient } from '../../testing/assertion-clients.js';
import { createPerson, signIn } from '../../testing/people.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';
import { describeApi } from './documentation.js';

const audience = `${publicOrigin}/api/v2`;
/** Open to all callers: the names of the types of sign-in methods. */
const publicOperation = 'get /sign-in-methods/type-names';
const everyScope = [...managementScopes, ...panelScopes].join(' ');

let server: TestServer;
let operations: readonly string[];

beforeAll(async () => {
  server = await TestServer.start();
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
  operations = Object.entries(describeApi(server.app).paths)
    .filter(([path]) => path.startsWith('/api/v2/'))
    .flatMap(([path, item]) =>
      ['get', 'post', 'put', 'patch', 'delete'].filter((method) => method in item).map((method) => `${method} ${path}`),
    )
    .map((operation) => operation.replace('/api/v2', ''))
    .filter((operation) => operation !== publicOperation);
});
afterAll(() => server?.stop());

const personToken = async (role: Role, clientId = panelClientId, scope = everyScope): Promise<string> => {
  const { accountId } = await createPerson(server);
  await server.sql('update account set role = $2 where id = $1', [accountId, role]);
  return (await signIn(server, { accountId, clientId, audience, scope })).token;
};

/** Operations about the caller's own account. */
const isOwn = (operation: string): boolean => / \/me(\/|$)/.test(operation);

/** Calls operations of the API with ids that do not exist. @returns the outcome of each */
const callAll = async (token: string | null, which = operations): Promise<ReadonlyMap<string, number>> => {
  const answers = new Map<string, number>();
  for (const operation of which) {
    const [method = '', path = ''] = operation.split(' ');
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    const body = method === 'get' || method === 'delete' ? undefined : '{}';
    if (body !== undefined) headers['content-type'] = 'application/json';
    const address = `/api/v2${path.replace(/\{\w+\}/g, () => randomUUID())}`;
    answers.set(operation, (await server.send(address, { method: method.toUpperCase(), headers, body })).status);
  }
  return answers;
};
const answeredWithout = (answers: ReadonlyMap<string, number>, ...statuses: readonly number[]): readonly string[] =>
  [...answers].filter(([, status]) => !statuses.includes(status)).map(([operation]) => operation);

/** Administrative operations: all but those about the caller's own account, which might end the token. */
const callOthers = (token: string) =>
  callAll(
    token,
    operations.filter((operation) => !isOwn(operation)),
  );
/** They only show the contents of certificates in the request itself. */
const inspection = 'post /certificates/inspect';
const reading = 'post /certificates/read';
/** Dry runs; they store nothing. */
const trials = [
  'post /sign-in-methods/{id}/test',
  'post /sign-in-methods/{id}/affected',
  'post /gateway/apis/{id}/try',
  'post /revocation/standing',
];

describe('the management API', () => {
  it('has all the operations that this test expects', () => {
    expect(operations.length).toBeGreaterThan(100);
    expect(operations.filter(isOwn).length).toBeGreaterThan(15);
  });

  it('refuses every call without a token', async () => {
    expect(answeredWithout(await callAll(null), 401)).toEqual([]);
  });

  it('gives members access to their own account only, whatever the scopes of the token', async () => {
    expect(answeredWithout(await callOthers(await personToken('member')), 403)).toEqual([inspection, reading]);
  });

  it('lets a manager change nothing, whatever the scopes of the token', async () => {
    const answers = await callOthers(await personToken('manager'));

    const writes = answeredWithout(answers, 403).filter((one) => !one.startsWith('get '));
    expect(writes.toSorted()).toEqual([...trials, inspection, reading].toSorted());
  });

  it("lets an owner administer nothing through another application, whatever that application's token says", async () => {
    const { id } = await registerClient(server, {
      app_type: 'regular_web',
      redirect_uris: ['https://app.test/callback'],
    });
    const answers = await callOthers(await personToken('owner', id, everyScope));

    expect(answeredWithout(answers, 403)).toEqual([inspection]);
  });

  it('refuses tokens that were issued for another API', async () => {
    const { identifier } = await registerApi(server);
    const { accountId } = await createPerson(server);
    await server.sql(`update account set role = 'owner' where id = $1`, [accountId]);
    const { token } = await signIn(server, {
      accountId,
      clientId: panelClientId,
      audience: identifier,
      scope: everyScope,
    });

    expect(answeredWithout(await callAll(token), 401)).toEqual([]);
  });

  it('limits an application to its scopes, and keeps it out of operations on the own account of a person', async () => {
    const { id, secret } = await registerClient(server, {
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'client_secret_post',
      scopes: ['read:groups'],
    });
    const credentials = { client_id: id, client_secret: secret, grant_type: 'client_credentials', resource: audience };
    const { body } = await server.token({ ...credentials, scope: administrationScopes.join(' ') });
    const answers = await callAll(body.access_token);

    const reads = ['get /groups', 'get /groups/{id}', 'get /groups/{id}/members', 'get /users/{userId}/groups'];
    expect(answeredWithout(answers, 403).toSorted()).toEqual([...reads, inspection].toSorted());
  });
});
