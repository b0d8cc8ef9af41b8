import { createHash } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { createAuthority, issueCertificate, type CertificateOptions, type Issued } from '@postern/dev-pki';
import { DomainError } from '@postern/errors';
import { type CertificateListener, markAsCertificateSocket, markAsClientSocket } from '@postern/requests';
import { CertificateListenersConfig } from '../src/certificate-listeners.config.js';

export const proxySecret = 'correct-horse-battery-staple-0123456789';

export const listenersConfig = (values: Partial<CertificateListenersConfig> = {}): CertificateListenersConfig =>
  Object.assign(new CertificateListenersConfig(), { PROXY_SECRET: proxySecret, ...values });

/** A root, an authority below it, and a certificate for Ada. */
export const createPki = async () => {
  const root = await createAuthority({ subject: 'CN=Root,O=Test' });
  const issuing = await createAuthority({ subject: 'CN=Issuing,O=Test', issuer: root, pathLength: 0 });
  const issue = (options: Partial<CertificateOptions> = {}): Promise<Issued> =>
    issueCertificate(issuing, { subject: 'CN=Ada', ...options });
  return { root, issuing, issue, ada: await issue() };
};

/** The headers as Nginx sets them, in its order. */
export const nginxHeaders = ({ pem, der, certificate }: Issued, verify = 'SUCCESS'): Record<string, string> => ({
  'X-SSL-Client-Verify': verify,
  'X-SSL-Client-DN': certificate.subject,
  'X-SSL-Client-Serial': certificate.serialNumber.toUpperCase(),
  'X-SSL-Client-Fingerprint': createHash('sha1').update(der).digest('hex'),
  'X-SSL-Client-Issuer': certificate.issuer,
  'X-SSL-Client-Cert': encodeURIComponent(pem),
  'X-Postern-Proxy-Secret': proxySecret,
});

/** The same when there was no certificate in the handshake. */
export const headersOfNobody = { 'X-SSL-Client-Verify': 'NONE', 'X-Postern-Proxy-Secret': proxySecret };

const marks = { people: markAsCertificateSocket, applications: markAsClientSocket } as const;

/** A request with exactly these headers, as it came over a certificate listener's socket or another one. */
export const rawRequestWith = (
  headers: Record<string, string> | readonly string[],
  listener: CertificateListener | null = 'people',
): IncomingMessage => {
  const raw = new IncomingMessage(new Socket());
  raw.rawHeaders = Array.isArray(headers) ? [...headers] : Object.entries(headers).flat();
  if (listener !== null) marks[listener](raw);
  return raw;
};

/** The code a call is refused by; fails the test when it is not, or throws anything else. */
export const refusalOf = async (call: () => unknown): Promise<DomainError> => {
  try {
    await call();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

export const codeOf = async (call: () => unknown) => (await refusalOf(call)).code;

export const days = (count: number): Date => new Date(Date.now() + count * 86_400_000);
