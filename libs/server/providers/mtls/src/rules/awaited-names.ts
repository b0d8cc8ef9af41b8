import { InvalidError } from '@postern/errors';
import type { AwaitedName } from '@postern/provider-kit';
import {
  alternativeNameValues,
  type Certificate,
  identityKey,
  normalizeAlternativeName,
  parseNameText,
  renderName,
  sha256,
  X509Error,
} from '@postern/x509';
import type { MtlsParams } from '../params/mtls.params.js';
import { assertPublicAuthoritiesNamed, hasUnnamedPublicAuthority } from './public-authorities.js';

const upnKey = (upn: string): string => `upn:${upn.toLowerCase()}`;
const fingerprintKey = (digits: string): string => `sha256:${digits}`;
/** Names only: whoever types them has no key of the issuer. That the issuer is trusted is decided by the path. */
const namesKey = (issuer: string, subject: string): string =>
  `names:${sha256(Buffer.from(JSON.stringify([issuer, subject])))}`;

/** By what an administrator may be waiting for a certificate. A public CA may have joined the trust anchors since they named it. */
export const awaitedNamesOf = (certificate: Certificate, params: MtlsParams): readonly string[] => [
  fingerprintKey(certificate.sha256),
  ...(hasUnnamedPublicAuthority(params)
    ? []
    : [
        namesKey(identityKey(certificate.issuer), identityKey(certificate.subject)),
        ...alternativeNameValues(certificate, 'upn').usable.map(upnKey),
      ]),
];

const read = (text: string, path: string) => {
  try {
    return parseNameText(text);
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    throw new InvalidError('request.invalid', undefined, [
      { path, message: `is no distinguished name: ${error.detail}` },
    ]);
  }
};

/** @throws InvalidError */
export const awaitedBy = (
  params: MtlsParams,
  name: AwaitedName,
): { readonly subject: string; readonly label: string } => {
  if ('fingerprint' in name) {
    const digits = name.fingerprint.replaceAll(/[:\s]/g, '').toLowerCase();
    if (!/^[0-9a-f]{64}$/.test(digits))
      throw new InvalidError('request.invalid', undefined, [
        { path: 'fingerprint', message: 'must be the SHA-256 of a certificate: 64 hexadecimal digits' },
      ]);
    const issuer = name.issuer === undefined ? '' : `, ${renderName(read(name.issuer, 'issuer'))}`;
    return { subject: fingerprintKey(digits), label: `SHA-256 ${digits}${issuer}` };
  }
  // Anybody can get a name from a public CA.
  assertPublicAuthoritiesNamed(params);
  if ('upn' in name) {
    const upn = normalizeAlternativeName({ type: 'upn', value: name.upn.trim() });
    if (upn === undefined || !upn.includes('@'))
      throw new InvalidError('request.invalid', undefined, [{ path: 'upn', message: 'must be like ada@corp.example' }]);
    return { subject: upnKey(upn), label: upn };
  }
  const [issuer, subject] = [read(name.issuer, 'issuer'), read(name.subject, 'subject')];
  return {
    subject: namesKey(identityKey(issuer), identityKey(subject)),
    label: `${renderName(subject)}, ${renderName(issuer)}`,
  };
};
