import type { CertificateSummary } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import { readCertificate, summarize, X509Error } from '@postern/x509';

/**
 * What may be shown of the one certificate in a PEM text. Throws `InvalidError`: `provider.private_key_given` for anything
 * that holds a private key, `certificate.malformed` for everything else that is not one certificate.
 */
export const inspectCertificate = (pem: string): CertificateSummary => {
  try {
    return summarize(readCertificate(pem));
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    const code = error.reason === 'private_key' ? 'provider.private_key_given' : 'certificate.malformed';
    throw new InvalidError(code, error.reason, [
      { path: 'certificate', message: messages[error.reason] ?? 'cannot be read' },
    ]);
  }
};

const messages: Readonly<Record<string, string>> = {
  private_key: 'holds a private key; it was not stored, and should be considered compromised',
  several_certificates: 'holds several certificates; give one',
  not_a_certificate: 'is not a certificate that can be read: give PEM, DER in base64, or PKCS #7',
};
