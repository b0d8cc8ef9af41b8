import { createHash, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import { generateKeyPair, exportJWK } from 'jose';
import Provider, { type Adapter, type AdapterPayload } from 'oidc-provider';

/**
 * The yardstick: the same engine with the same protocol settings, its storage a Map, its "sign-in page" two bare routes, no database,
 * no certificate, no account. Started by the benchmark as a process of its own, behind the same Nginx.
 */
const {
  ISSUER = '',
  SOCKET = '',
  CLIENT_ID = '',
  CLIENT_SECRET = '',
  REDIRECT_URI = '',
  CERTIFICATE = '',
} = process.env;

class MapAdapter implements Adapter {
  static readonly stored = new Map<string, AdapterPayload>();

  constructor(private readonly model: string) {}

  async find(id: string): Promise<AdapterPayload | undefined> {
    return MapAdapter.stored.get(`${this.model}:${id}`);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return MapAdapter.stored.get(`uid:${uid}`);
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    MapAdapter.stored.set(`${this.model}:${id}`, payload);
    if (this.model === 'Session' && payload.uid !== undefined) MapAdapter.stored.set(`uid:${payload.uid}`, payload);
  }

  async consume(id: string): Promise<void> {
    const payload = MapAdapter.stored.get(`${this.model}:${id}`);
    if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    MapAdapter.stored.delete(`${this.model}:${id}`);
  }

  async revokeByGrantId(): Promise<void> {
    // Nothing is revoked during a measurement.
  }
}

const generateKey = async (alg: string): Promise<object> => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), use: 'sig' };
};

const certificate = new X509Certificate(CERTIFICATE);
const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url');
const registered = { ...certificate.publicKey.export({ format: 'jwk' }), use: 'sig', 'x5t#S256': thumbprint };
const machine = {
  redirect_uris: [],
  response_types: [],
  grant_types: ['client_credentials'],
  jwks: { keys: [registered as never] },
};

const provider = new Provider(ISSUER, {
  adapter: MapAdapter,
  jwks: { keys: [(await generateKey('ES256')) as never, (await generateKey('RS256')) as never] },
  clients: [
    {
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      redirect_uris: [REDIRECT_URI],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      // The same as the demo application of Postern: an RSA signature costs ten times as much as one of elliptic curves.
      id_token_signed_response_alg: 'RS256',
    },
    { ...machine, client_id: 'bare-tls', token_endpoint_auth_method: 'self_signed_tls_client_auth' },
    { ...machine, client_id: 'bare-assertion', token_endpoint_auth_method: 'private_key_jwt' },
  ],
  clientAuthMethods: ['client_secret_basic', 'self_signed_tls_client_auth', 'private_key_jwt'],
  cookies: { keys: ['only-for-measuring'], short: { path: '/', signed: true }, long: { signed: true } },
  features: {
    devInteractions: { enabled: false },
    introspection: { enabled: true },
    revocation: { enabled: true },
    clientCredentials: { enabled: true },
    mTLS: {
      enabled: true,
      selfSignedTlsClientAuth: true,
      getCertificate: (ctx) => {
        const escaped = ctx.get('x-ssl-client-cert');
        return escaped === '' ? undefined : new X509Certificate(decodeURIComponent(escaped));
      },
    },
  },
  scopes: ['openid', 'offline_access', 'profile', 'email'],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
  conformIdTokenClaims: false,
  responseTypes: ['code'],
  interactions: { url: (_ctx, { uid }) => `/bare/interaction/${uid}` },
  issueRefreshToken: async () => true,
  findAccount: (_ctx, accountId) => ({
    accountId,
    claims: () => ({ sub: accountId, name: 'Bare', preferred_username: 'bare', email: 'bare@example.test' }),
  }),
  loadExistingGrant: async (ctx) => {
    const { oidc } = ctx;
    const grant = new oidc.provider.Grant({
      accountId: String(oidc.session?.accountId),
      clientId: String(oidc.client?.clientId),
    });
    grant.addOIDCScope([...oidc.requestParamOIDCScopes].join(' '));
    await grant.save();
    return grant;
  },
});
provider.proxy = true;
const engine = provider.callback();

createServer((request, response) => {
  const { url = '' } = request;
  if (url.startsWith('/bare/oidc')) {
    Object.assign(request, { originalUrl: url, url: url.slice('/bare/oidc'.length) });
    void engine(request, response);
    return;
  }
  if (url.endsWith('/finish')) {
    void provider.interactionFinished(request, response, {
      login: { accountId: 'bare', acr: 'urn:bare', amr: ['pwd'] },
    });
    return;
  }
  provider.interactionDetails(request, response).then(
    ({ uid, prompt }) => response.end(JSON.stringify({ uid, prompt: prompt.name })),
    () => response.writeHead(404).end(),
  );
}).listen(SOCKET, () => process.send?.('ready'));
