// Plays the public origin for a browser: the built panel from disk with its real headers, an issuer and an API from memory.
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as clients from './mock-clients.mjs';
import * as data from './mock-data.mjs';
import { gatewayAnswers } from './mock-gateway.mjs';

export const origin = 'https://panel.test';
const dist = process.env.PANEL_DIST ?? join(import.meta.dirname, '..', 'dist');
const mime = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
/** The policy that Nginx sends with static files. */
export const policy =
  "default-src 'self'; img-src 'self' data: blob: https:; object-src 'none'; base-uri 'none'; form-action 'self'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'";

const page = (items) => ({ items, total: items.length, page: 0, pageSize: 20 });
const find = (list, key, id) => list.find((item) => item[key] === decodeURIComponent(id));
const created = { client_secret: 'psk_9mXv2Lr4eQ0aT7uYcK1bWz8NfHsJdGpV', initialPassword: 'otter-lantern-velvet-37' };

const credentialsOf = { backup: clients.credentials, reports: clients.signing };

const answers = [
  ...gatewayAnswers,
  ['GET', /^\/me$/, () => data.me],
  ['PATCH', /^\/me$/, (_, body) => ({ ...data.me, ...body })],
  ['GET', /^\/me\/identifiers$/, () => data.identifiers],
  ['PATCH', /^\/me\/identifiers\/(.+)$/, ([, id], body) => ({ ...find(data.identifiers, 'id', id), ...body })],
  ['GET', /^\/me\/linkable-methods$/, () => data.linkable],
  [
    'POST',
    /^\/me\/links\/preview$/,
    (_, { code }) => ({
      methodId: 'm1',
      methodName: 'mTLS',
      certificate: data.certificate('Alice Lindqvist', { seed: 11 }),
      problem: code === 'taken' ? 'identifier.linked_to_another' : null,
      publicity: 'private',
      renews: null,
    }),
  ],
  ['POST', /^\/me\/links\/confirm$/, () => data.identifiers[0]],
  ['GET', /^\/me\/applications$/, () => data.connected],
  ['GET', /^\/me\/sessions$/, () => data.sessions],
  ['GET', /^\/me\/activity$/, () => ({ items: data.events, next: null })],
  ['GET', /^\/users$/, () => page(data.users)],
  ['POST', /^\/users$/, (_, body) => ({ ...data.users[1], ...body, initialPassword: created.initialPassword })],
  ['GET', /^\/users\/([^/]+)$/, ([, id]) => find(data.users, 'id', id)],
  ['GET', /^\/users\/[^/]+\/identifiers$/, () => data.identifiers.slice(0, 1)],
  ['GET', /^\/users\/[^/]+\/sessions$/, () => data.sessions.slice(1)],
  ['GET', /^\/clients$/, () => page(data.clients)],
  ['POST', /^\/clients$/, (_, body) => ({ ...data.clients[1], ...body, client_secret: created.client_secret })],
  ['GET', /^\/clients\/([^/]+)$/, ([, id]) => find(data.clients, 'client_id', id)],
  ['POST', /^\/clients\/([^/]+)\/rotate-secret$/, ([, id]) => ({ ...find(data.clients, 'client_id', id), ...created })],
  ['GET', /^\/clients\/([^/]+)\/credentials$/, ([, id]) => credentialsOf[id] ?? []],
  ['POST', /^\/clients\/[^/]+\/credentials$/, (_, body) => ({ ...clients.credentials[1], ...body, id: 'k9' })],
  [
    'GET',
    /^\/clients\/([^/]+)\/key-credentials$/,
    ([, id]) => (id === 'reports' ? clients.manifest : { keyCredentials: [] }),
  ],
  [
    'PATCH',
    /^\/clients\/([^/]+)$/,
    ([, id], body) => ({ ...find(data.clients, 'client_id', id), ...body, ...created }),
  ],
  ['GET', /^\/expiring-credentials$/, () => clients.expiring],
  ['GET', /^\/resource-servers$/, () => page(clients.apis)],
  [
    'GET',
    /^\/client-grants$/,
    (_, __, query) => page(clients.grants.filter((one) => one.client_id === query.get('client_id'))),
  ],
  ['GET', /^\/client-trust-anchors$/, () => clients.authorities],
  ['GET', /^\/sign-in-methods$/, () => data.methods],
  ['GET', /^\/sign-in-methods\/types$/, () => data.types],
  ['PATCH', /^\/sign-in-methods\/(.+)$/, ([, id], body) => Object.assign(find(data.methods, 'id', id), body)],
  [
    'POST',
    /^\/sign-in-methods\/[^/]+\/test$/,
    () => ({
      accepted: true,
      code: null,
      certificate: data.certificate('Alice Lindqvist'),
      rule: 'certificate',
      subject: data.certificate('x').sha256,
      account: { id: 'u1', login: 'alice', name: 'Alice Lindqvist' },
    }),
  ],
  [
    'POST',
    /^\/certificates\/inspect$/,
    () => data.certificate('Postern Dev Root CA', { from: 300, until: 3000, seed: 7, issuer: 'Postern Dev Root CA' }),
  ],
  [
    'POST',
    /^\/certificates\/read$/,
    (_, { certificate = '' }) => {
      const pems = certificate.match(/-----BEGIN[^]*?END CERTIFICATE-----/g) ?? [];
      if (pems.length === 0) return { problem: { status: 422, code: 'certificate.malformed', errors: [] } };
      const issuer = 'Postern Dev Root CA';
      return pems.map((pem, seed) => ({
        pem,
        certificate: data.certificate(seed === 0 ? 'payroll' : issuer, { from: 300, until: 3000, seed, issuer }),
      }));
    },
  ],
  ['GET', /^\/audit-events$/, () => ({ items: data.events, next: '81' })],
];

const json = (body, status = 200) => ({ status, contentType: 'application/json', body: JSON.stringify(body) });
const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

const issuer = `${origin}/oidc`;
const discovery = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  end_session_endpoint: `${issuer}/session/end`,
  jwks_uri: `${issuer}/jwks`,
  mtls_endpoint_aliases: { token_endpoint: 'https://mtls.panel.test/oidc/token' },
};

/** Answers every request of a page. @param {import('playwright-core').Page} page */
export const serveOrigin = async (browserPage) => {
  let nonce = '';
  await browserPage.route(`${origin}/**`, async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const path = url.pathname;
    if (path === '/oidc/.well-known/openid-configuration') return route.fulfill(json(discovery));
    if (path === '/oidc/auth') {
      nonce = url.searchParams.get('nonce') ?? '';
      const back = `${origin}/panel/callback?code=c&state=${url.searchParams.get('state')}`;
      // Not a redirect: requests after a fulfilled one would go to the network.
      const hop = `<meta http-equiv="refresh" content="0;url=${back.replaceAll('&', '&amp;')}">`;
      return route.fulfill({ contentType: 'text/html', body: hop });
    }
    if (path === '/oidc/token') {
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: issuer, aud: 'postern-panel', sub: 'u1', nonce, iat: now, exp: now + 600 };
      const idToken = `${base64url({ alg: 'RS256' })}.${base64url(claims)}.c2ln`;
      return route.fulfill(json({ access_token: 't', token_type: 'Bearer', expires_in: 600, id_token: idToken }));
    }
    if (path.startsWith('/api/v2/')) {
      const rest = path.slice('/api/v2'.length);
      for (const [method, pattern, answer] of answers) {
        const match = method === request.method() && pattern.exec(rest);
        if (!match) continue;
        const body = answer(match, request.postDataJSON(), url.searchParams);
        if (!body?.problem?.status) return route.fulfill(json(body));
        const { status } = body.problem;
        return route.fulfill({ ...json(body.problem, status), contentType: 'application/problem+json' });
      }
      if (request.method() === 'DELETE') return route.fulfill({ status: 204 });
      return route.fulfill({ ...json({ code: 'request.not_found' }, 404), contentType: 'application/problem+json' });
    }
    const file = join(dist, path.replace(/^\/panel\//, ''));
    const found = extname(file) !== '' && existsSync(file) ? file : join(dist, 'index.html');
    return route.fulfill({
      contentType: mime[extname(found)] ?? 'application/octet-stream',
      headers: { 'content-security-policy': policy },
      body: readFileSync(found),
    });
  });
};
