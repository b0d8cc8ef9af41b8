import type { CertificateSummary, ReadCertificate } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import { certificateToPem, readCertificate, readCertificates, summarize, X509Error } from '@postern/x509';

/**
 * What may be shown of the one certificate in a text. Throws `InvalidError`: `certificate.private_key_given` for anything
 * that holds a private key, `certificate.malformed` for everything else that is not one certificate.
 */
export const inspectCertificate = (text: string): CertificateSummary =>
  refusing(() => summarize(readCertificate(text)));

/**
 * Every certificate in a text or a file, each once, with its PEM. Throws as `inspectCertificate` does.
 *
 * @param input bytes of a file as they are
 */
export const readForPeople = (input: string | Uint8Array): readonly ReadCertificate[] =>
  refusing(() => {
    const bySha256 = new Map(readCertificates(input).map((certificate) => [certificate.sha256, certificate]));
    return [...bySha256.values()].map((certificate) => ({
      pem: certificateToPem(certificate.der),
      certificate: summarize(certificate),
    }));
  });

const refusing = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    const code = error.reason === 'private_key' ? 'certificate.private_key_given' : 'certificate.malformed';
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
