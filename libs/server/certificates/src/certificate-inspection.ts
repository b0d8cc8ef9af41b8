import { fieldCode, fieldSentence } from '@postern/certificate-kit';
import type { CertificateSummary, ReadCertificate } from '@postern/contracts';
import { InvalidError } from '@postern/errors';
import { certificateToPem, readCertificate, readCertificates, summarize, X509Error } from '@postern/x509';

/**
 * What may be shown of the one certificate in a text. Throws `InvalidError`: `certificate.private_key_given` for anything
 * that holds a private key, `certificate.malformed` or `certificate.not_der` for everything else that is not one certificate.
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
    const code = fieldCode(error, { several_certificates: 'certificate.malformed' });
    throw new InvalidError(code, error.reason, [{ path: 'certificate', message: fieldSentence(error) }]);
  }
};
