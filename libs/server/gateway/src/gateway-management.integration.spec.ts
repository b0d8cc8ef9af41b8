import { randomUUID } from 'node:crypto';
import { createAuthority, type Issued, issueSelfSigned } from '@postern/dev-pki';
import type { TestApi } from '@postern/management/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGatewayApi } from '../testing/gateway-api.js';

const root = '/api/v2/gateway';
let api: TestApi;
let issued: Issued;
let count = 0;

beforeAll(async () => {
  api = await startGatewayApi();
  issued = await issueSelfSigned({ subject: 'CN=gateway' });
});
afterAll(() => api?.stop());

const name = () => `thing-${(count += 1)}`;
const post = (path: string, body?: object) => api.call('POST', `${root}${path}`, { body: body ?? {} });
const patch = (path: string, body: object) => api.call('PATCH', `${root}${path}`, { body });
const remove = (path: string) => api.call('DELETE', `${root}${path}`);
const addUpstream = async (more: object = {}) =>
  (await post('/upstreams', { name: name(), url: 'https://127.0.0.1:8443', ...more })).body as { readonly id: string };
const addCertificate = async () =>
  (await post('/certificates', { id: name(), pem: issued.pem, key: issued.privateKeyPem })).body as {
    readonly id: string;
  };
const addApi = async (more: object = {}) => {
  const input = { name: name(), pathPrefix: `/${name()}`, upstreamId: (await addUpstream()).id, ...more };
  return (await post('/apis', input)).body as { readonly id: string; readonly draft: { readonly name: string } };
};

describe('every endpoint of the gateway', () => {
  const id = randomUUID();
  const reading = ['/certificates', '/caller-certificates', '/trust-anchors', '/upstreams', '/apis', '/status'].map(
    (path) => ['GET', path] as const,
  );
  const writing = [
    ['POST', '/certificates'],
    ['PUT', '/certificates/x'],
    ['DELETE', '/certificates/x'],
    ['POST', '/caller-certificates'],
    ['DELETE', `/caller-certificates/${id}`],
    ['POST', '/trust-anchors'],
    ['DELETE', `/trust-anchors/${id}`],
    ['POST', '/upstreams'],
    ['PATCH', `/upstreams/${id}`],
    ['DELETE', `/upstreams/${id}`],
    ['POST', '/apis'],
    ['POST', '/apis/validate'],
    ['PATCH', `/apis/${id}`],
    ['DELETE', `/apis/${id}`],
    ['POST', `/apis/${id}/apply`],
    ['POST', `/apis/${id}/validate`],
  ] as const;

  it.each(reading)('%s %s needs read:gateway', async (method, path) => {
    const call = (scopes: readonly string[]) =>
      api.call(method, `${root}${path}`, { token: api.tokens.issue({ scopes }) });

    expect((await call(['update:gateway'])).body).toMatchObject({ status: 403, code: 'token.insufficient_scope' });
    expect((await call(['read:gateway'])).status).toBe(200);
    expect((await api.call(method, `${root}${path}`, { token: null })).status).toBe(401);
  });

  it.each(writing)('%s %s needs update:gateway', async (method, path) => {
    const call = (token: string | null) => api.call(method, `${root}${path}`, { token, body: {} });

    expect((await call(api.tokens.issue({ scopes: ['read:gateway'] }))).body).toMatchObject({ status: 403 });
    expect((await call(null)).status).toBe(401);
    const manager = api.tokens.issue({ accountId: randomUUID(), role: 'manager' });
    expect((await call(manager)).body).toMatchObject({ status: 403, code: 'token.insufficient_role' });
  });
});

describe('private keys', () => {
  it('are encrypted at rest and appear in no response, event or error', async () => {
    const body = issued.privateKeyPem.split('\n')[1]!;
    const { id } = await addCertificate();
    const answers = [
      await api.call('GET', `${root}/certificates`),
      await api.call('GET', `${root}/certificates/${id}`),
      await post('/certificates', { id: name(), pem: issued.pem, key: issued.privateKeyPem.slice(0, -60) }),
      await post('/certificates', { id, pem: issued.pem, key: issued.privateKeyPem }),
      await post('/caller-certificates', { pem: issued.privateKeyPem }),
      await post('/trust-anchors', { pem: issued.privateKeyPem }),
      await post('/upstreams', { name: name(), url: 'https://127.0.0.1', trustedCa: issued.privateKeyPem }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 422, 409, 422, 422, 422]);
    expect(answers.map(({ text }) => text).join('')).not.toContain(body);
    for (const table of ['gateway_certificate', 'audit_event', 'certificate', 'gateway_upstream']) {
      const rows = await api.sql(`select t::text as row from ${table} t`);
      expect(JSON.stringify(rows)).not.toContain(body);
      // bytea is shown in hexadecimal.
      expect(JSON.stringify(rows)).not.toContain(Buffer.from(body).toString('hex'));
    }
  });
});

describe('trust anchors', () => {
  it('are refused as for sign-in methods and applications: expired ones, and those without their root', async () => {
    const root = await createAuthority({ subject: 'CN=Callers root' });
    const below = await createAuthority({ subject: 'CN=Callers issuing', issuer: root });
    const old = await createAuthority({ subject: 'CN=Old', notBefore: new Date(0), notAfter: new Date(86_400_000) });
    const refusals = [
      await post('/trust-anchors', { pem: old.pem }),
      await post('/trust-anchors', { pem: below.pem }),
      await post('/trust-anchors', { pem: root.pem + below.pem }),
    ];
    expect(refusals.map(({ status, body }) => [status, body.code])).toEqual([
      [422, 'trust_anchor.invalid'],
      [422, 'trust_anchor.invalid'],
      [422, 'credential.several_certificates'],
    ]);
    expect((await post('/trust-anchors', { pem: root.pem })).status).toBe(201);
    expect((await post('/trust-anchors', { pem: below.pem })).status).toBe(201);
  });
});

describe('an object in use', () => {
  it('C2: certificates, upstreams and trust anchors are not deleted, and are once nothing uses them', async () => {
    const certificate = await addCertificate();
    const upstream = await addUpstream({ credential: { type: 'certificate', certificateId: certificate.id } });
    const { body: authority } = await post('/trust-anchors', {
      pem: (await createAuthority({ subject: 'CN=CA' })).pem,
    });
    const used = await addApi({
      upstreamId: upstream.id,
      policy: { require: { type: 'validate', trustAnchorIds: [authority.id] } },
    });
    const paths = [`/certificates/${certificate.id}`, `/upstreams/${upstream.id}`, `/trust-anchors/${authority.id}`];

    for (const path of paths) {
      const { body } = await remove(path);
      expect(body).toMatchObject({ status: 409, detail: expect.stringContaining(used.draft.name) });
      expect(body.errors).toContainEqual({ path: 'apis', message: used.draft.name });
    }
    expect((await remove(`/apis/${used.id}`)).status).toBe(204);
    expect((await remove(paths[1]!)).status).toBe(204);
    expect((await remove(paths[0]!)).status).toBe(204);
    expect((await remove(paths[2]!)).status).toBe(204);
  });

  it('stays consistent when it is deleted and used at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const certificate = await addCertificate();
      const upstream = await addUpstream();
      const credential = { type: 'certificate', certificateId: certificate.id };
      const [used, deleted] = await Promise.all([
        patch(`/upstreams/${upstream.id}`, { credential }),
        remove(`/certificates/${certificate.id}`),
      ]);

      expect([`${used.status} ${deleted.status}`]).toEqual([expect.stringMatching(/^(200 409|404 204)$/)]);
    }
  });
});

describe('names, paths and ids', () => {
  it('are given to one of twenty simultaneous requests', async () => {
    const upstreamId = (await addUpstream()).id;
    const pathPrefix = `/${name()}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post('/apis', { name: name(), pathPrefix, upstreamId })),
    );
    const id = name();
    const uploads = await Promise.all(
      Array.from({ length: 5 }, () => post('/certificates', { id, pem: issued.pem, key: issued.privateKeyPem })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'gateway.path_taken' });
    expect(uploads.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  it('of APIs may not differ by letter case alone: Nginx does not tell them apart', async () => {
    const prefix = `/${name()}/Orders`;
    const { id } = await addApi({ pathPrefix: prefix });
    const other = await addApi();
    const taken = { status: 409, code: 'gateway.path_taken', errors: [{ path: 'pathPrefix', message: 'is taken' }] };
    const input = { name: name(), pathPrefix: prefix.toLowerCase(), upstreamId: (await addUpstream()).id };

    expect((await post('/apis', input)).body).toMatchObject(taken);
    expect((await patch(`/apis/${other.id}`, { pathPrefix: prefix.toUpperCase() })).body).toMatchObject(taken);
    expect((await post('/apis/validate', input)).body).toMatchObject({ valid: false, problems: taken.errors });
    expect((await patch(`/apis/${id}`, { pathPrefix: prefix.toUpperCase() })).status).toBe(200);
  });

  it.each<[string, object, string, number?]>([
    ['/upstreams', { url: 'ftp://host' }, 'url'],
    ['/upstreams', { url: 'https://user:secret@host' }, 'url'],
    ['/upstreams', { url: 'https://host/a b' }, 'url'],
    ['/upstreams', { url: 'https://host?x=1' }, 'url'],
    ['/upstreams', { url: 'https://no-such-host.invalid' }, 'url'],
    ['/upstreams', { url: 'https://127.0.0.1', serverName: 'a;b' }, 'serverName'],
    [
      '/upstreams',
      { url: 'https://127.0.0.1', credential: { type: 'certificate', certificateId: 'nobody' } },
      'credential.certificateId',
      404,
    ],
    ['/certificates', { id: '../etc', pem: 'x' }, 'id'],
    ['/apis', { pathPrefix: '/a', upstreamId: randomUUID() }, 'upstreamId', 404],
  ])('of %s are refused by path: %j', async (path, wrong, field, status = 422) => {
    const { body } = await post(path, { ...(path === '/certificates' ? {} : { name: name() }), ...wrong });

    expect(body).toMatchObject({ status });
    expect(body.errors.map((error: { path: string }) => error.path)).toEqual([field]);
  });
});

describe('an address that no upstream may have', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://0xa9fea9fe/',
    'http://2852039166',
    'https://[::ffff:169.254.169.254]',
    'http://[fd00:ec2::254]',
    'https://[fe80::1]:8443',
    'http://100.100.100.200',
    'http://0.0.0.0:8080',
    'http://0',
    'https://[::]',
    'http://224.0.0.1',
    'http://255.255.255.255',
    // The gateway itself, an endless loop.
    'https://localhost:9443/orders',
    'https://127.0.0.1:9443',
    'https://[::ffff:127.0.0.1]:9443',
  ])('is refused on creation and change, with the reason: %s', async (url) => {
    const refusal = {
      status: 422,
      code: 'gateway.address_refused',
      errors: [{ path: 'url', message: expect.stringMatching(/^(leads to \S+, which )?is /) }],
    };
    const { id } = await addUpstream();

    expect((await post('/upstreams', { name: name(), url })).body).toMatchObject(refusal);
    expect((await patch(`/upstreams/${id}`, { url })).body).toMatchObject(refusal);
    expect((await api.call('GET', `${root}/upstreams/${id}`)).body).toMatchObject({ url: 'https://127.0.0.1:8443' });
  });
});

describe("callers' certificates", () => {
  it('come one by one or many at once, are found by name, subject and thumbprint, and are there once', async () => {
    const many = await Promise.all(
      ['one', 'two', 'three'].map((each) => issueSelfSigned({ subject: `O=Fleet, CN=${each}` })),
    );
    const pem = many.map((each) => each.pem).join('');
    const added = await post('/caller-certificates', { pem: pem + many[0]!.pem });
    expect(added).toMatchObject({ status: 201, body: { length: 3 } });
    expect((await post('/caller-certificates', { pem: many[1]!.pem, name: 'Renamed' })).body[0]).toMatchObject({
      id: added.body[1].id,
      name: 'Renamed',
    });
    const find = async (search: string) =>
      (await api.call('GET', `${root}/caller-certificates?search=${encodeURIComponent(search)}`)).body;

    expect((await find('O=Fleet')).total).toBe(3);
    expect((await find('renamed')).items.map(({ id }: { id: string }) => id)).toEqual([added.body[1].id]);
    expect((await find(added.body[2].thumbprints.sha256.toUpperCase().slice(0, 12))).total).toBe(1);
    expect((await remove(`/caller-certificates/${added.body[0].id}`)).status).toBe(204);
    expect((await remove(`/caller-certificates/${added.body[0].id}`)).body).toMatchObject({
      code: 'gateway.certificate_not_found',
    });
  });
});

describe('an installation without a data plane', () => {
  it('prepares everything, and says that nothing can be applied', async () => {
    const { id } = await addApi();

    expect((await api.call('GET', `${root}/status`)).body).toMatchObject({ enabled: false, serving: null, wanted: 0 });
    expect((await post(`/apis/${id}/validate`)).body).toEqual({ valid: true, problems: [], nginx: null });
    expect((await post(`/apis/${id}/apply`)).body).toMatchObject({ status: 409, code: 'gateway.disabled' });
  });
});

describe('a gateway whose agent is away', () => {
  it('changes nothing and reports it', async () => {
    const away = await startGatewayApi({ databaseUrl: api.databaseUrl, agentSocket: '/nonexistent/agent.sock' });
    try {
      const { id } = await addApi();
      const answer = await away.call('POST', `${root}/apis/${id}/apply`);
      expect(answer.body).toMatchObject({ status: 503, code: 'gateway.not_confirmed' });
      expect((await away.call('GET', `${root}/apis/${id}`)).body).toMatchObject({ state: 'draft', applied: null });
      expect((await away.call('GET', `${root}/status`)).body).toMatchObject({ enabled: true, serving: null });
    } finally {
      await away.stop();
    }
  });
});
