import type { DomainRecord } from '@postern/contracts';
import { fewestStatements } from '@postern/database/testing';
import { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DnsServer } from '../../testing/dns-server.js';
import {
  MethodsOfOrganization,
  OrganizationEndings,
  OrganizationsModule,
  organizationProblems,
  VerifiedDomains,
} from '../index.js';

let api: TestApi;
let dns: DnsServer;
let id: string;
let count = 0;

beforeAll(async () => {
  dns = await DnsServer.start();
  process.env['DOMAIN_DNS_SERVERS'] = dns.address;
  api = await TestApi.start({
    imports: [OrganizationsModule],
    problems: organizationProblems,
    // Nothing here ends a sign-in.
    ports: [
      { provide: OrganizationEndings, useValue: {} },
      { provide: MethodsOfOrganization, useValue: {} },
    ],
  });
});
afterAll(async () => {
  await api?.stop();
  dns?.stop();
});

const create = async (): Promise<string> => {
  count += 1;
  const body = { name: `Org ${count}`, slug: `org-${count}` };
  return (await api.call('POST', '/api/v2/organizations', { body })).body.id as string;
};
beforeEach(async () => {
  dns.silent = false;
  dns.records.clear();
  id = await create();
});

const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path = '', body?: object, organization = id) =>
  api.call(method, `/api/v2/organizations/${organization}/domains${path}`, { body });
const add = async (domain: string, organization = id): Promise<DomainRecord> => {
  const { status, body, text } = await call('POST', '', { domain }, organization);
  if (status !== 201) throw new Error(text);
  return body as unknown as DomainRecord;
};
const verify = ({ id: domain }: DomainRecord, organization = id) =>
  call('POST', `/${domain}/verification`, undefined, organization);
const publish = ({ proof }: DomainRecord, ...others: string[]) => dns.records.set(proof.name, [...others, proof.value]);
const events = async (): Promise<readonly string[]> => {
  const rows = await api.sql<{ type: string; details: { domain: string; verified?: string } }>(
    `select type, details from audit_event where details->>'organization' = $1 and details ? 'domain' order by id`,
    [id],
  );
  return rows.map(({ type, details }) => [type, details.domain, details.verified].filter(Boolean).join(' '));
};

describe('a domain of an organization', () => {
  it('is added, proven by the DNS and removed', async () => {
    const added = await add(' North.Example. ');
    expect(added).toMatchObject({
      ...{ domain: 'north.example', verifiedAt: null, verifiedBy: null },
      proof: {
        name: '_postern-challenge.north.example',
        value: expect.stringMatching(/^postern-domain-verification=[0-9a-f]{32}$/),
      },
    });
    publish(added, 'v=spf1 -all', 'x'.repeat(500));

    const verified = await verify(added);
    expect(verified.body).toMatchObject({ verifiedAt: expect.any(String), verifiedBy: 'dns' });
    expect((await verify(added)).body['verifiedAt']).toBe(verified.body['verifiedAt']);
    expect((await call('GET', '?search=NORTH')).body).toMatchObject({ total: 1, items: [verified.body] });

    expect((await call('DELETE', `/${added.id}`)).status).toBe(204);
    expect((await call('DELETE', `/${added.id}`)).body).toMatchObject({ code: 'domain.not_found' });
    expect(await events()).toEqual([
      'organization.domain_added north.example',
      'organization.domain_changed north.example dns',
      'organization.domain_removed north.example',
    ]);
  });

  it('is not verified by a record of another, an old one, or none', async () => {
    const added = await add('a.example');
    const missing = { status: 409, code: 'domain.not_proven' };
    expect((await verify(added)).body).toMatchObject(missing);
    const other = await add('a.example', await create());
    dns.records.set(added.proof.name, [other.proof.value]);
    expect((await verify(added)).body).toMatchObject(missing);
    dns.records.set('a.example', [added.proof.value]);
    expect((await verify(added)).body).toMatchObject(missing);
    await call('DELETE', `/${added.id}`);
    publish(added);
    expect((await verify(await add('a.example'))).body).toMatchObject(missing);
  });

  it('says so where the DNS does not answer', { timeout: 30_000 }, async () => {
    const added = await add('b.example');
    dns.silent = true;

    expect((await verify(added)).body).toMatchObject({ status: 422, code: 'domain.lookup_failed' });
  });

  it('is verified by one organization at most, also by two at once', async () => {
    const second = await create();
    const [mine, theirs] = [await add('c.example'), await add('c.example', second)];
    dns.records.set(mine.proof.name, [mine.proof.value, theirs.proof.value]);

    const answers = await Promise.all([verify(mine), verify(theirs, second)]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const loser = answers.find(({ status }) => status === 409);
    expect(loser?.body).toMatchObject({ code: 'domain.verified_elsewhere' });
    expect((await call('PATCH', `/${mine.id}`, { verified: false })).body).toMatchObject({ verifiedBy: null });
    await call('PATCH', `/${theirs.id}`, { verified: false }, second);
    expect((await call('PATCH', `/${mine.id}`, { verified: true })).body).toMatchObject({
      verifiedBy: 'administrator',
    });
    expect((await verify(theirs, second)).status).toBe(409);
  });

  it('is added once, and is a domain', async () => {
    await add('d.example');
    expect((await call('POST', '', { domain: 'D.example' })).body).toMatchObject({ code: 'domain.duplicate' });
    for (const domain of ['localhost', '', 'a b', 'https://a.example', '10.0.0.1', 'x'.repeat(300)])
      expect((await call('POST', '', { domain })).body).toMatchObject({ code: 'request.invalid' });
    expect((await call('GET', '', undefined, crypto.randomUUID())).status).toBe(404);
    const elsewhere = await create();
    const { id: domain } = await add('e.example');
    expect((await call('DELETE', `/${domain}`, undefined, elsewhere)).body).toMatchObject({ code: 'domain.not_found' });
  });

  it('is one of a hundred at most', async () => {
    await api.sql(
      `insert into organization_domain (organization_id, domain, token) select $1, 'n' || n || '.example', 't' from generate_series(1, 100) n`,
      [id],
    );
    expect((await call('POST', '', { domain: 'f.example' })).body).toMatchObject({ code: 'domain.too_many' });
  });
});

describe('whose domain an address has', () => {
  const find = (hint: string) => api.get(VerifiedDomains).organizationOf(hint);

  it('is known once it is verified, while the organization is active, and without SQL', async () => {
    const added = await add('g.example');
    expect(await find('ada@g.example')).toBeNull();
    await call('PATCH', `/${added.id}`, { verified: true });
    expect(await find('Ada@G.example')).toBe(id);
    expect(await find('g.example')).toBe(id);
    for (const other of ['ada@x.g.example', 'ada', '', 'ada@', '@', 'a@g.example@h.example'])
      expect(await find(other)).toBeNull();
    expect(await fewestStatements(() => find('ada@g.example'))).toBe(0);

    await api.call('PATCH', `/api/v2/organizations/${id}`, { body: { status: 'active', name: 'Renamed' } });
    expect(await find('g.example')).toBe(id);
    await api.sql(`update organization set status = 'suspended' where id = $1`, [id]);
    await expect.poll(() => find('g.example'), { timeout: 12_000 }).toBeNull();
  });
});
