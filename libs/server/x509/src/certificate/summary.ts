import type { Certificate } from './certificate.js';
import { commonNameOf, renderName } from '../names/name.js';
import { headlineText } from '../der/printable.js';
import { purposeName } from './purpose.js';
import { renderSerialNumber } from '../der/serial-number.js';

/** What may be shown of a certificate; the shape of `CertificateSummary` in the contracts. */
export interface CertificateSummary {
  readonly name: string;
  readonly subject: string;
  readonly issuerName: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly sha256: string;
  readonly key: string;
  readonly purposes: readonly string[];
  readonly alternativeNames: readonly string[];
}

/** Sums a certificate up for people. Every string is bounded and free of invisible characters, and still untrusted data. */
export const summarize = (certificate: Certificate): CertificateSummary => {
  const { issuer, alternativeNames } = certificate;
  const subjectText = renderName(certificate.subject);
  const issuerText = renderName(issuer);
  const serialNumber = renderSerialNumber(certificate.serialNumber);
  const [firstAlternative] = alternativeNames;
  return {
    name: commonNameOf(certificate.subject) ?? headlineText(firstAlternative?.value || subjectText || serialNumber),
    subject: subjectText,
    issuerName: commonNameOf(issuer) ?? headlineText(issuerText),
    issuer: issuerText,
    serialNumber,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    sha256: certificate.sha256,
    key: certificate.key.description,
    purposes: (certificate.purposes ?? []).map(purposeName),
    alternativeNames: alternativeNames.map(({ type, value }) => `${type}:${value}`),
  };
};
