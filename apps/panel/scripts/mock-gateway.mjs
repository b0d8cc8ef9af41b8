// What the gateway's part of the API answers in pictures.
import { certificate, pem } from './mock-data.mjs';

const day = 86_400_000;
const ago = (days) => new Date(Date.now() - days * day).toISOString();
const sha1 = (seed) => Array.from({ length: 40 }, (_, i) => ((i * 11 + seed * 5) % 16).toString(16)).join('');
const thumbprints = (cert, seed) => ({ sha1: sha1(seed), sha256: cert.sha256 });

const orders = { id: 'a1', name: 'Orders' };
const invoices = { id: 'a3', name: 'Invoices' };
const stock = { id: 'b1', name: 'Stock' };

const own = (id, cert, seed, more = {}) => ({
  id,
  certificate: cert,
  thumbprints: thumbprints(cert, seed),
  selfSigned: false,
  chain: [],
  usedBy: { apis: [], backends: [] },
  createdAt: ago(90),
  updatedAt: ago(3),
  ...more,
});
const certificates = [
  own('orders-client', certificate('gateway.example.test', { seed: 21, issuer: 'Example Issuing CA' }), 21, {
    usedBy: { apis: [orders, invoices], backends: [stock] },
    chain: [certificate('Example Issuing CA', { seed: 22, issuer: 'Example Root CA', until: 2000 })],
  }),
  own(
    'partner',
    certificate('Partner access', { seed: 23, until: 12, key: 'RSA 3072', issuer: 'Partner access' }),
    23,
    {
      selfSigned: true,
    },
  ),
  own('old-warehouse', certificate('warehouse', { seed: 25, until: -4, from: 400 }), 25),
];

const caller = (id, name, seed, until = 200) => {
  const cert = certificate(name, { seed, until, issuer: 'Partner Issuing CA' });
  return { id, name, pem, certificate: cert, thumbprints: thumbprints(cert, seed), createdAt: ago(seed) };
};
const callers = [
  caller('c1', 'Payroll service', 31),
  caller('c2', 'Warehouse scanner 04', 32, 20),
  caller('c3', 'Reporting (night run)', 33),
];

const authority = (id, name, seed, apis = []) => {
  const cert = certificate(name, { seed, issuer: name, until: 2500, from: 400 });
  return { id, name, certificate: cert, thumbprints: thumbprints(cert, seed), usedBy: { apis }, createdAt: ago(70) };
};
const authorities = [
  authority('0b6cf8a2-0000-4000-8000-000000000001', 'Partner Issuing CA', 41, [orders]),
  authority('0b6cf8a2-0000-4000-8000-000000000002', 'Factory Device CA', 42),
];

const backend = (id, name, url, more = {}) => ({
  id,
  name,
  url,
  trustedCa: null,
  trustedCertificates: [],
  skipCertificateChainValidation: false,
  serverName: null,
  credential: { type: 'none' },
  usedBy: { apis: [] },
  createdAt: ago(40),
  updatedAt: ago(1),
  ...more,
});
const backends = [
  backend('b1', 'Stock', 'https://stock.internal.example:8443/v1', {
    credential: { type: 'certificate', certificateId: 'orders-client' },
    usedBy: { apis: [orders, invoices] },
  }),
  backend('b2', 'Legacy ERP', 'https://10.20.0.7', { skipCertificateChainValidation: true }),
  backend('b3', 'Status page', 'http://127.0.0.1:8080'),
];

const refusal = { status: 401, reason: 'Invalid client certificate' };
const policy = {
  require: {
    type: 'all',
    clauses: [
      {
        type: 'validate',
        trust: true,
        notBefore: true,
        notAfter: true,
        revocation: true,
        authorityIds: ['0b6cf8a2-0000-4000-8000-000000000001'],
      },
      {
        type: 'any',
        clauses: [
          { type: 'thumbprint', algorithm: 'SHA-1', value: sha1(31) },
          {
            type: 'identities',
            identities: [
              { commonName: 'Payroll service', dnsName: 'payroll.example.test' },
              { subject: 'CN=Warehouse scanner 04,O=Example GmbH,C=DE' },
            ],
          },
        ],
      },
      { type: 'token', scopes: ['orders:read', 'orders:write'], audience: 'https://orders.example.test' },
    ],
  },
  refusal,
};
const line = (direction, key, values, path = '', depth = 0) => ({ direction, depth, path, key, values, text: key });
const lines = [
  line('inbound', 'all', {}, 'require'),
  line('inbound', 'validate', {}, 'require.clauses.0', 1),
  line('inbound', 'any', {}, 'require.clauses.1', 1),
  line('inbound', 'thumbprint', {}, 'require.clauses.1.clauses.0', 2),
  line('inbound', 'identities', {}, 'require.clauses.1.clauses.1', 2),
  line('inbound', 'token', {}, 'require.clauses.2', 1),
  line('inbound', 'refusal', refusal),
  line('inbound', 'rate_limit', { requests: 50, per: 'second', burst: 20 }),
  line('outbound', 'credential', { certificateId: 'orders-client', thumbprint: sha1(21) }),
  line('outbound', 'chain_validated', { url: 'https://stock.internal.example:8443/v1' }),
  line('outbound', 'forwarded', { names: ['Client-Cert'] }),
];
const shortLines = [
  line('inbound', 'uploaded', {}, 'require'),
  line('inbound', 'refusal', refusal),
  ...lines.slice(8, 10),
];
const definition = (name, pathPrefix, more = {}) => ({
  name,
  pathPrefix,
  backendId: 'b1',
  policy: { require: { type: 'uploaded' }, refusal },
  rateLimit: null,
  forwardedHeaders: { clientCert: false, xSslClient: false },
  ...more,
});
const api = (id, state, draft, more = {}) => ({
  id,
  state,
  draft,
  applied: state === 'draft' ? null : draft,
  version: state === 'draft' ? 0 : 4,
  appliedAt: state === 'draft' ? null : ago(2),
  url: `https://localhost:9443${draft.pathPrefix}`,
  lines: id === 'a1' ? lines : shortLines,
  refused: null,
  createdAt: ago(30),
  updatedAt: ago(0.1),
  ...more,
});
const nginx =
  'nginx: [emerg] cannot load certificate "files/b1.crt": PEM_read_bio_X509_AUX() failed (SSL: error:0480006C:PEM ' +
  'routines::no start line:Expecting: TRUSTED CERTIFICATE)\nnginx: configuration file nginx.conf test failed';
const ordersDraft = definition('Orders', '/orders/v1', {
  policy,
  rateLimit: { requests: 50, per: 'second', burst: 20 },
  forwardedHeaders: { clientCert: true, xSslClient: false },
});
const apis = [
  api('a1', 'changed', ordersDraft, {
    applied: { ...ordersDraft, rateLimit: null, policy: { require: null, refusal } },
  }),
  api('a2', 'draft', definition('Shipping', '/shipping')),
  api('a3', 'applied', definition('Invoices', '/invoices')),
  api('a4', 'changed', definition('Legacy orders', '/legacy/orders'), { refused: { at: ago(0.2), reason: nginx } }),
];

const step = (path, type, outcome, code = null, detail = null) => ({ path, type, outcome, code, detail });
const decision = {
  allowed: false,
  status: 401,
  reason: 'Invalid client certificate',
  code: 'gateway.other_identity',
  decidedBy: 'require.clauses.1.clauses.1',
  trace: [
    step('require', 'all', 'not_met', 'gateway.other_identity'),
    step('require.clauses.0', 'validate', 'met', null, 'path to the authority 31ab90fd12c4…, not revoked'),
    step('require.clauses.1', 'any', 'not_met', 'gateway.other_thumbprint'),
    step('require.clauses.1.clauses.0', 'thumbprint', 'not_met', 'gateway.other_thumbprint', `SHA-1 is ${sha1(77)}`),
    step(
      'require.clauses.1.clauses.1',
      'identities',
      'not_met',
      'gateway.other_identity',
      'identity 1 has another commonName; identity 2 has another subject',
    ),
    step('require.clauses.2', 'token', 'skipped'),
  ],
  certificate: callers[2].certificate,
  thumbprints: callers[2].thumbprints,
};

const page = (items) => ({ items, total: items.length, page: 0, pageSize: 20 });
const problem = (status, code, errors = []) => ({ problem: { status, code, errors } });
const find = (list, id) => list.find((item) => item.id === decodeURIComponent(id));

/** Answers as in mock-origin.mjs; `{ problem }` is refused. */
export const gatewayAnswers = [
  [
    'GET',
    /^\/gateway\/status$/,
    () => ({
      enabled: true,
      origin: 'https://localhost:9443',
      serving: 41,
      wanted: 41,
      appliedApis: 3,
      refused: null,
    }),
  ],
  ['GET', /^\/gateway\/certificates$/, () => certificates],
  [
    'POST',
    /^\/gateway\/certificates$/,
    (_, { password }) => (password === 'right' ? certificates[0] : problem(422, 'gateway.wrong_password')),
  ],
  ['GET', /^\/gateway\/caller-certificates$/, () => ({ ...page(callers), total: 48_213 })],
  ['GET', /^\/gateway\/authorities$/, () => authorities],
  ['GET', /^\/gateway\/backends$/, () => backends],
  ['GET', /^\/gateway\/apis$/, () => page(apis)],
  ['GET', /^\/gateway\/apis\/([^/]+)$/, ([, id]) => find(apis, id)],
  [
    'PATCH',
    /^\/gateway\/apis\/([^/]+)$/,
    ([, id], body) => ({ ...find(apis, id), draft: { ...find(apis, id).draft, ...body } }),
  ],
  ['POST', /^\/gateway\/apis\/[^/]+\/validate$/, () => ({ valid: true, problems: [], nginx: null })],
  [
    'POST',
    /^\/gateway\/apis\/([^/]+)\/apply$/,
    ([, id]) =>
      id === 'a4'
        ? problem(422, 'gateway.configuration_refused', [{ path: 'nginx', message: nginx }])
        : { api: { ...find(apis, id), state: 'applied' }, generation: 42, milliseconds: 412 },
  ],
  ['POST', /^\/gateway\/apis\/[^/]+\/try$/, () => decision],
];
