import { readFileSync } from 'node:fs';
import { HttpBrowser } from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import { signInAsAdministrator } from '../administrator.js';
import type { BenchCertificate } from '../bench-certificate.js';
import type { TokenEndpoint } from '../token-endpoint.js';

const methods = ['self_signed_tls_client_auth', 'private_key_jwt'] as const;

/** Registers the two applications of the benchmark at a running Postern, as an administrator does. */
export const registerBenchClients = async (
  config: PosternConfig,
  { cert }: BenchCertificate,
): Promise<TokenEndpoint> => {
  const { origins, issuer } = config;
  const ca = readFileSync(config.ca, 'utf8');
  const browser = new HttpBrowser({ ca });
  const resource = `${origins.public}/api/v2`;
  const panel = { issuer, clientId: 'postern-panel', redirectUri: `${origins.public}/panel/callback`, resource };
  const scope = 'openid create:clients';
  const { access_token: token } = await signInAsAdministrator(config, browser, { ...panel, scope });

  const register = async (method: (typeof methods)[number]): Promise<string> => {
    const { status, body } = await browser.postJson(
      `${resource}/clients`,
      {
        name: `Benchmark ${method}`,
        app_type: 'non_interactive',
        client_authentication_methods: {
          [method]: { credentials: [{ name: 'bench', credential_type: 'x509_cert', pem: cert }] },
        },
      },
      { authorization: `Bearer ${token}` },
    );
    if (status !== 201) throw new Error(`no client: ${status} ${body}`);
    return (JSON.parse(body) as { client_id: string }).client_id;
  };
  const [tlsClientId, assertionClientId] = [await register(methods[0]), await register(methods[1])];
  return {
    mtlsAddress: `${origins.clients}/oidc/token`,
    address: `${issuer}/token`,
    tlsClientId,
    assertionClientId,
    ca,
  };
};
