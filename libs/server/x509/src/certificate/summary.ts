import type { Certificate } from './certificate.js';
import { commonNameOf, renderName } from '../names/name.js';
import type { AlternativeName } from '../names/alternative-names.js';
import { headlineText, shorten } from '../der/printable.js';
import { purposeName } from './purpose.js';
import { renderSerialNumber } from '../der/serial-number.js';

const mostShown = 50;
const longestShown = 256;

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
  readonly policies?: readonly string[];
}

/** Summary of a certificate for people. Strings are bounded and free of invisible characters, but still untrusted data. */
export const summarize = (certificate: Certificate): CertificateSummary => {
  const { issuer, alternativeNames, policies } = certificate;
  const subjectText = renderName(certificate.subject);
  const issuerText = renderName(issuer);
  const serialNumber = renderSerialNumber(certificate.serialNumber);
  return {
    name: commonNameOf(certificate.subject) ?? headlineText(holderName(certificate) || subjectText || serialNumber),
    subject: subjectText,
    issuerName: commonNameOf(issuer) ?? headlineText(issuerText),
    issuer: issuerText,
    serialNumber,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    sha256: certificate.sha256,
    key: certificate.key.description,
    purposes: (certificate.purposes ?? []).map(purposeName),
    alternativeNames: shownNames(alternativeNames),
    ...(policies !== null && { policies: [...policies].slice(0, mostShown) }),
  };
};

/** Types of names that people use for the holder, best first; never bytes in hexadecimal. */
const headlines = ['upn', 'email', 'dns', 'uri', 'directory', 'ip', 'id'] as const;

const holderName = ({ alternativeNames }: Certificate): string | undefined =>
  headlines
    .flatMap((type) => alternativeNames.filter((name) => name.type === type && !name.value.startsWith('#')))
    .at(0)?.value;

/** Cut for display; values that decide are never cut. */
const shownNames = (names: readonly AlternativeName[]): string[] => {
  const shown = names.slice(0, mostShown).map(({ type, value }) => shorten(`${type}:${value}`, longestShown));
  return names.length > mostShown ? [...shown, `… (${names.length - mostShown} more)`] : shown;
};
