import { createHash, randomUUID } from 'node:crypto';
import type { Issued } from '@postern/dev-pki';
import { calculateJwkThumbprint, exportJWK, importPKCS8, SignJWT } from 'jose';
import { type TestServer, tokenEndpoint } from './test-server.js';

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const hash = (algorithm: string, data: Uint8Array): Buffer => createHash(algorithm).update(data).digest();

export const x5t = ({ der }: Issued): string => hash('sha1', der).toString('base64url');
export const x5tS256 = ({ der }: Issued): string => hash('sha256', der).toString('base64url');

/** An application that may get tokens for itself, unless overridden. */
export const registerClient = async (
  server: TestServer,
  input: object = {},
): Promise<{ id: string; secret: string }> => {
  const settings = { name: 'Program', app_type: 'non_interactive', redirect_uris: [], ...input };
  const { status, body, text } = await server.manage('POST', 'clients', settings);
  if (status !== 201) throw new Error(text);
  const { client_id: id, client_secret: secret } = body as { client_id: string; client_secret: string };
  return { id, secret };
};

/** Registers a certificate and lets the application authenticate with it. @returns the credential's id */
export const registerCertificate = async (
  server: TestServer,
  clientId: string,
  { certificate, der, keys }: Issued,
  { alg = null, method = 'private_key_jwt' }: { readonly alg?: string | null; readonly method?: string } = {},
): Promise<string> => {
  const jwk = await exportJWK(keys.publicKey);
  const sha256 = hash('sha256', der);
  const validity = [certificate.notBefore, certificate.notAfter];
  const [stored] = await server.sql<{ id: string }>(
    `insert into certificate (sha256, der, summary, not_before, not_after) values ($1, $2, '{}', $3, $4)
     on conflict (sha256) do update set der = excluded.der returning id`,
    [sha256, der, ...validity],
  );
  const [{ id } = { id: '' }] = await server.sql<{ id: string }>(
    `insert into client_credential (client_id, credential_type, fingerprint, kid, alg, subject_dn, subject_key, certificate_id,
       sha1, sha256, public_jwk, starts_at, expires_at)
     values ($1, 'x509_cert', $2, $3, $4, $5, $5, $6, $7, $2, $8, $9, $10) returning id`,
    [
      ...[clientId, sha256, await calculateJwkThumbprint(jwk), alg, certificate.subject, stored?.id],
      ...[hash('sha1', der), jwk, ...validity],
    ],
  );
  await server.sql('update client set authentication_method = $2 where client_id = $1', [clientId, method]);
  await server.sql('insert into client_credential_use (client_id, method, credential_id) values ($1, $2, $3)', [
    ...[clientId, method, id],
  ]);
  server.announce('client');
  return id;
};

export interface AssertionParts {
  readonly clientId: string;
  /** Whose key signs. */
  readonly signer: Issued;
  readonly alg?: string;
  /** Over `alg`, `typ` and the thumbprint of the signer. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** Merged over valid claims; undefined leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

const algorithmOf = ({ keys }: Issued): string => (keys.publicKey.algorithm.name === 'ECDSA' ? 'ES256' : 'RS256');

export const now = (): number => Math.floor(Date.now() / 1000);

/** A signed assertion of an application (RFC 7523 §3), valid unless overridden. */
export const signAssertion = async ({
  clientId,
  signer,
  alg = algorithmOf(signer),
  header = {},
  claims = {},
}: AssertionParts): Promise<string> => {
  const good = {
    ...{ aud: tokenEndpoint, iss: clientId, sub: clientId, jti: randomUUID() },
    ...{ nbf: now(), exp: now() + 300 },
  };
  return new SignJWT({ ...good, ...claims })
    .setProtectedHeader({ alg, typ: 'JWT', x5t: x5t(signer), ...header })
    .sign(await importPKCS8(signer.privateKeyPem, alg));
};

/** As parameters of a request. */
export const withAssertion = async (parts: AssertionParts) => ({
  client_assertion_type: assertionType,
  client_assertion: await signAssertion(parts),
});
