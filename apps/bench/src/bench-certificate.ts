import { createHash, X509Certificate } from 'node:crypto';
import { issueSelfSigned } from '@postern/dev-pki';

/** An application's certificate, and what a server registers of it. */
export interface BenchCertificate {
  readonly cert: string;
  readonly key: string;
  /** base64url of the SHA-256 of the DER. */
  readonly thumbprint: string;
}

/** RSA-2048, because assertions are signed by RS256 as most programs do. */
export const createBenchCertificate = async (): Promise<BenchCertificate> => {
  const { pem, privateKeyPem } = await issueSelfSigned({ subject: 'CN=bench', keyAlgorithm: 'rsa-2048' });
  return { cert: pem, key: privateKeyPem, thumbprint: thumbprintOf(pem) };
};

const thumbprintOf = (pem: string): string =>
  createHash('sha256').update(new X509Certificate(pem).raw).digest('base64url');
