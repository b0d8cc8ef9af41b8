const day = 86_400_000;
const now = Date.now();
export const ago = (days) => new Date(now - days * day).toISOString();
export const sha = (seed) =>
  Array.from({ length: 64 }, (_, i) => ((i * 7 + seed * 13 + (i % 5) * seed) % 16).toString(16)).join('');

export const certificate = (
  name,
  { from = 120, until = 245, seed = 3, key = 'EC P-256', issuer = 'Postern Dev People CA' } = {},
) => ({
  name,
  subject: `CN=${name},O=Example GmbH,C=DE`,
  issuerName: issuer,
  issuer: `CN=${issuer},O=Example GmbH,C=DE`,
  serialNumber: `4F2A${seed}19C08D3E71B5`,
  notBefore: ago(from),
  notAfter: ago(-until),
  sha256: sha(seed),
  key,
  purposes: ['clientAuth'],
  alternativeNames: [`email:${name.split(' ')[0].toLowerCase()}@example.test`],
});

export const me = {
  id: 'u1',
  login: 'alice',
  name: 'Alice Lindqvist',
  givenName: 'Alice',
  familyName: 'Lindqvist',
  email: 'alice@example.test',
  locale: null,
  role: 'owner',
  hasPassword: true,
  passwordMinLength: 15,
  createdAt: ago(200),
};

const mtls = { id: 'm1', type: 'mtls', name: 'mTLS', icon: 'certificate', logoUrl: null };
const identifier = (id, label, cert, state, lastUsed) => ({
  id,
  provider: mtls,
  label,
  publicity: 'private',
  certificate: cert,
  state,
  createdAt: ago(90),
  lastUsedAt: lastUsed,
});
export const identifiers = [
  identifier('i1', 'Work laptop', certificate('Alice Lindqvist'), 'linked', ago(0.02)),
  identifier(
    'i2',
    'Smart card',
    certificate('Alice Lindqvist', { until: 19, from: 340, seed: 5, key: 'RSA 2048' }),
    'linked',
    ago(40),
  ),
  identifier('i3', 'Old token', certificate('Alice L.', { until: -12, from: 400, seed: 9 }), 'expired', null),
];
export const linkable = [{ ...mtls, defaultPublicity: 'private' }];

const own = (scope) => ({ scope, api: null, description: null });
const at = (api, scope, description) => ({ api, scope, description });
const connection = (clientId, name, days, more) => ({
  clientId,
  name,
  homepageUrl: `https://${clientId}.example.test/`,
  accentColor: null,
  firstParty: false,
  since: ago(days),
  permissions: [own('openid'), own('profile'), own('email')],
  ...more,
});
export const connected = [
  connection('demo', 'Demo application', 90, { firstParty: true, accentColor: '#0f7b6c' }),
  connection('wiki', 'Wiki', 12, {
    homepageUrl: null,
    permissions: [
      own('openid'),
      own('offline_access'),
      at('Reports', 'read:reports', 'Read your reports'),
      at('Reports', 'write:reports', null),
      at('Invoices', 'read', 'See invoices addressed to you'),
    ],
  }),
];

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Safari/604.1';
const session = (id, current, at, userAgent, method, applications) => ({
  id,
  current,
  signedInAt: ago(at),
  expiresAt: ago(-14),
  userAgent,
  address: id === 's1' ? '192.0.2.17' : '2001:db8::4f:12',
  method,
  applications,
});
export const sessions = [
  session('s1', true, 0.02, chrome, 'mTLS', ['Postern', 'Demo application']),
  session('s2', false, 3, iphone, 'Login and password', ['Demo application']),
  session('s3', false, 12, null, 'mTLS', []),
];

const who = (id, login, name) => ({ id, login, name });
const alice = who('u1', 'alice', 'Alice Lindqvist');
const bob = who('u2', 'bob', 'Bob Marchetti');
const event = (id, at, type, account, more = {}) => ({
  id: String(id),
  at: ago(at),
  type,
  account,
  actor: null,
  clientId: 'demo',
  clientName: 'Demo application',
  method: { id: 'm1', name: 'mTLS' },
  code: null,
  address: '192.0.2.17',
  userAgent: chrome,
  details: {},
  ...more,
});
export const events = [
  event(90, 0.001, 'sign_in.succeeded', alice),
  event(89, 0.01, 'sign_in.failed', null, {
    code: 'certificate.expired',
    details: { sha256: sha(9), serial: '4F2A919C' },
  }),
  event(88, 0.05, 'identifier.linked', bob),
  event(87, 0.2, 'provider.updated', null, {
    actor: alice,
    clientId: 'postern-panel',
    clientName: 'Postern',
    details: { changed: ['enabled'] },
  }),
  event(86, 1, 'sign_in.failed', bob, { code: 'password.wrong', method: { id: 'm0', name: 'Login and password' } }),
  event(85, 2, 'identifier.link_refused', bob, { code: 'identifier.linked_to_another' }),
  event(84, 3, 'client.secret_rotated', null, { actor: alice, method: null }),
  event(83, 5, 'account.blocked', who('u4', 'dora', 'Dora Okonkwo'), { actor: alice, method: null }),
  event(82, 9, 'sign_out', alice, { userAgent: iphone }),
];

const user = (id, login, name, role, status, identifierCount, lastSignIn) => ({
  id,
  login,
  name,
  email: status === 'blocked' ? null : `${login}@example.test`,
  role,
  status,
  identifierCount,
  createdAt: ago(150),
  lastSignInAt: lastSignIn === null ? null : ago(lastSignIn),
});
export const users = [
  user('u1', 'alice', 'Alice Lindqvist', 'owner', 'active', 3, 0.02),
  user('u2', 'bob', 'Bob Marchetti', 'member', 'active', 1, 1),
  user('u3', 'chen', 'Chen Wei', 'administrator', 'active', 2, 6),
  user('u4', 'dora', 'Dora Okonkwo', 'member', 'blocked', 0, 40),
  user(
    'u5',
    'maximiliane.freifrau-von-und-zu',
    'Maximiliane Freifrau von und zu Hohenberg-Sigmaringen',
    'manager',
    'active',
    0,
    null,
  ),
];

const client = (client_id, name, more = {}) => ({
  client_id,
  name,
  app_type: 'regular_web',
  redirect_uris: [`https://${client_id}.example.test/callback`],
  post_logout_redirect_uris: [`https://${client_id}.example.test/`],
  backchannel_logout_uri: null,
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'client_secret_basic',
  client_authentication_methods: null,
  tls_client_certificate_bound_access_tokens: false,
  id_token_signed_response_alg: 'ES256',
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  access_token_ttl: 600,
  refresh_token_ttl: 1_209_600,
  first_party: false,
  logo_uri: null,
  client_uri: null,
  policy_uri: null,
  tos_uri: null,
  accent_color: null,
  built_in: false,
  created_at: ago(60),
  updated_at: ago(4),
  ...more,
});
export const clients = [
  client('demo', 'Demo application', {
    first_party: true,
    accent_color: '#0f7b6c',
    redirect_uris: ['https://localhost:8444/callback', 'https://demo.example.test/callback'],
  }),
  client('wiki', 'Wiki', {
    accent_color: '#b4532a',
    backchannel_logout_uri: 'https://wiki.example.test/back-channel-logout',
  }),
  client('backup', 'Backup service', {
    app_type: 'non_interactive',
    redirect_uris: [],
    grant_types: ['client_credentials'],
    scopes: ['read:users', 'read:audit_events'],
    token_endpoint_auth_method: null,
    client_authentication_methods: { self_signed_tls_client_auth: { credentials: [{ id: 'k1' }, { id: 'k2' }] } },
    tls_client_certificate_bound_access_tokens: true,
  }),
  client('reports', 'Reports', {
    app_type: 'non_interactive',
    redirect_uris: [],
    grant_types: ['client_credentials'],
    token_endpoint_auth_method: null,
    client_authentication_methods: { private_key_jwt: { credentials: [{ id: 'k4' }] } },
  }),
  client('postern-panel', 'Postern', {
    built_in: true,
    first_party: true,
    app_type: 'spa',
    token_endpoint_auth_method: 'none',
  }),
];

export const types = [
  {
    type: 'mtls',
    defaultName: 'mTLS',
    icon: 'certificate',
    kind: 'navigate',
    steps: [],
    settings: [
      { name: 'trustAnchors', kind: 'certificates', required: true },
      {
        name: 'identifyBy',
        kind: 'choice',
        required: true,
        options: ['certificate', 'public-key', 'issuer-and-subject'],
        default: 'certificate',
      },
    ],
    creatable: true,
    linkable: true,
  },
  {
    type: 'password',
    defaultName: 'Login and password',
    icon: 'password',
    kind: 'form',
    steps: [],
    settings: [],
    creatable: false,
    linkable: false,
  },
];

export const pem = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQ2x0\n-----END CERTIFICATE-----';
const method = (id, type, name, more = {}) => ({
  id,
  type,
  owner: 'system',
  name,
  description: null,
  icon: type === 'mtls' ? 'certificate' : 'password',
  logoUrl: null,
  public: type === 'mtls',
  publicity: 'private',
  enabled: true,
  group: 'main',
  position: 0,
  params: type === 'mtls' ? { trustAnchors: [pem], identifyBy: 'certificate' } : {},
  problem: null,
  builtIn: type === 'password',
  identifierCount: 0,
  createdAt: ago(100),
  updatedAt: ago(2),
  ...more,
});
export const methods = [
  method('m1', 'mtls', 'mTLS', { identifierCount: 214, description: 'Certificates of the people CA' }),
  method('m0', 'password', 'Login and password', { position: 1 }),
  method('m2', 'mtls', 'Partner smart cards', { group: 'other', identifierCount: 1 }),
  method('m3', 'mtls', 'Contractors', {
    enabled: false,
    group: 'other',
    position: 1,
    problem: 'provider.no_trust_anchor',
    public: false,
  }),
];
