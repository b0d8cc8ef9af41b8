import { createHash } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import {
  createAuthority,
  issueCertificate,
  type Authority,
  type CertificateOptions,
  type Issued,
} from '@postern/dev-pki';
import { DomainError, markAsCertificateSocket, type MethodInstance } from '@postern/provider-kit';
import type { FastifyRequest } from 'fastify';
import { MtlsConfig } from '../src/mtls.config.js';
import { MtlsParams } from '../src/mtls.params.js';

export const proxySecret = 'correct-horse-battery-staple-0123456789';

export const mtlsConfig = (values: Partial<MtlsConfig> = {}): MtlsConfig =>
  Object.assign(new MtlsConfig(), {
    MTLS_ORIGIN: 'https://localhost:3443',
    MTLS_FRESH_ORIGIN: 'https://{attempt}.mtls.localhost:3443',
    PROXY_SECRET: proxySecret,
    ...values,
  });

export const methodWith = (
  authorities: readonly Authority[],
  params: Partial<MtlsParams> = {},
): MethodInstance<MtlsParams> => ({
  id: 'a2f0c1de-0000-4000-8000-000000000001',
  type: 'mtls',
  name: 'mTLS',
  enabled: true,
  public: true,
  params: Object.assign(new MtlsParams(), { trustAnchors: authorities.map(({ pem }) => pem) }, params),
});

/** A root, an authority below it, and a certificate for Ada. */
export const createPki = async () => {
  const root = await createAuthority({ subject: 'CN=Root,O=Test' });
  const issuing = await createAuthority({ subject: 'CN=Issuing,O=Test', issuer: root, pathLength: 0 });
  const issue = (options: Partial<CertificateOptions> = {}): Promise<Issued> =>
    issueCertificate(issuing, { subject: 'CN=Ada', ...options });
  return { root, issuing, issue, ada: await issue(), method: methodWith([root, issuing]) };
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

/** A request with exactly these headers, as it came over the certificate socket or another one. */
export const requestWith = (
  headers: Record<string, string> | readonly string[],
  certificateSocket = true,
): FastifyRequest => {
  const raw = new IncomingMessage(new Socket());
  raw.rawHeaders = Array.isArray(headers) ? [...headers] : Object.entries(headers).flat();
  if (certificateSocket) markAsCertificateSocket(raw);
  return { raw } as unknown as FastifyRequest;
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
