import type { ExampleClient } from './example-client.js';
import { certificateFile, keyFile, usesTls } from './example-client.js';
import { quoted } from './javascript.js';
import { signInServer } from './sign-in-server.js';

const grant = ({ audience, scope }: ExampleClient): string => {
  const fields = [
    ...(audience === null ? [] : [`resource: ${quoted(audience)}`]),
    ...(scope.length === 0 ? [] : [`scope: ${quoted(scope.join(' '))}`]),
  ];
  const parameters = fields.length === 0 ? '' : `, { ${fields.join(', ')} }`;
  return `const tokens = await client.clientCredentialsGrant(config${parameters});\nconsole.log(tokens.access_token);`;
};

const overTls = ({ clientId, issuer }: ExampleClient): string => `// npm install openid-client undici
import { readFileSync } from 'node:fs';
import * as client from 'openid-client';
import { Agent, fetch } from 'undici';

const dispatcher = new Agent({
  connect: { cert: readFileSync('${certificateFile}'), key: readFileSync('${keyFile}') },
});
const config = await client.discovery(
  new URL(${quoted(issuer)}),
  ${quoted(clientId)},
  { use_mtls_endpoint_aliases: true },
  client.TlsClientAuth(),
  { [client.customFetch]: (url, options) => fetch(url, { ...options, dispatcher }) },
);
`;

const keys: Readonly<Record<ExampleClient['algorithm'], string>> = {
  RS256: `{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }`,
  PS256: `{ name: 'RSA-PSS', hash: 'SHA-256' }`,
  ES256: `{ name: 'ECDSA', namedCurve: 'P-256' }`,
};

const byAssertion = ({
  algorithm,
  clientId,
  issuer,
  tokenEndpoint,
}: ExampleClient): string => `// npm install openid-client
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as client from 'openid-client';

const pkcs8 = createPrivateKey(readFileSync('${keyFile}')).export({ format: 'der', type: 'pkcs8' });
const key = await crypto.subtle.importKey('pkcs8', pkcs8, ${keys[algorithm]}, false, ['sign']);
const certificate = new X509Certificate(readFileSync('${certificateFile}'));
const config = await client.discovery(
  new URL(${quoted(issuer)}),
  ${quoted(clientId)},
  undefined,
  client.PrivateKeyJwt(key, {
    [client.modifyAssertion]: (header, payload) => {
      header['x5t#S256'] = createHash('sha256').update(certificate.raw).digest('base64url');
      payload.aud = ${quoted(tokenEndpoint)};
    },
  }),
);
`;

const simple = ({ clientId, issuer, method }: ExampleClient): string => {
  const proofs = {
    client_secret_post: 'ClientSecretPost(process.env.CLIENT_SECRET)',
    client_secret_basic: 'ClientSecretBasic(process.env.CLIENT_SECRET)',
    none: 'None()',
  } as const;
  const proof = method === 'client_secret_post' || method === 'none' ? proofs[method] : proofs.client_secret_basic;
  return `// npm install openid-client
import * as client from 'openid-client';

const config = await client.discovery(
  new URL(${quoted(issuer)}),
  ${quoted(clientId)},
  undefined,
  client.${proof},
);
`;
};

/** A whole program for Node, as an ES module. */
export const openidClient = (client: ExampleClient): string => {
  const start = usesTls(client) ? overTls : client.method === 'private_key_jwt' ? byAssertion : simple;
  if (client.signIn === null) return `${start(client)}${grant(client)}`;
  const listening = "import { createServer } from 'node:http';\n";
  return `${start(client).replace('\nimport ', `\n${listening}import `)}${signInServer(client, client.signIn)}`;
};
