import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:https';
import { importPKCS8, SignJWT } from 'jose';
import type { BenchCertificate } from './bench-certificate.js';

/** Where an application gets its tokens, and as whom. */
export interface TokenEndpoint {
  /** Shown a certificate. */
  readonly mtlsAddress: string;
  /** Sent an assertion; also the assertion's audience. */
  readonly address: string;
  readonly tlsClientId: string;
  readonly assertionClientId: string;
  /** PEM of the authority of the servers' certificates. */
  readonly ca: string;
}

export type Grant = () => Promise<void>;

const post = (address: string, agent: Agent, values: Readonly<Record<string, string>>): Promise<void> =>
  new Promise((resolve, reject) => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...values }).toString();
    request(address, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) },
    })
      .on('response', (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('end', () =>
          response.statusCode === 200 && text.includes('access_token')
            ? resolve()
            : reject(new Error(`${address} answered ${response.statusCode} ${text}`)),
        );
      })
      .on('error', reject)
      .end(body);
  });

/** client_credentials by mutual TLS (RFC 8705 §2.2). */
export const grantByTls = (endpoint: TokenEndpoint, { cert, key }: BenchCertificate, keepAlive: boolean): Grant => {
  const { mtlsAddress, tlsClientId, ca } = endpoint;
  const agent = new Agent({ ca, cert, key, keepAlive, maxCachedSessions: 0 });
  return () => post(mtlsAddress, agent, { client_id: tlsClientId });
};

/** client_credentials by an assertion that the certificate's key signed (RFC 7523 §2.2), over kept connections. */
export const grantByAssertion = async (
  { address, assertionClientId, ca }: TokenEndpoint,
  { key, thumbprint }: BenchCertificate,
): Promise<Grant> => {
  const agent = new Agent({ ca, keepAlive: true });
  const privateKey = await importPKCS8(key, 'RS256');
  return async () => {
    const assertion = await new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', 'x5t#S256': thumbprint })
      .setIssuer(assertionClientId)
      .setSubject(assertionClientId)
      .setAudience(address)
      .setNotBefore('0s')
      .setExpirationTime('2m')
      .sign(privateKey);
    await post(address, agent, {
      client_id: assertionClientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });
  };
};
