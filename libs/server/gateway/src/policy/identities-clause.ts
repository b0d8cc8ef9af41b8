import type { GatewayIdentity } from '@postern/contracts';
import {
  type AlternativeNameText,
  type Certificate,
  hasAlternativeName,
  identityKey,
  parseNameText,
  readSerialNumber,
  renderSerialNumber,
  sha1,
  type Name,
} from '@postern/x509';
import type { Caller } from './caller.js';
import { type ClauseOutcome, met, unmet } from './clause-outcome.js';

const commonName = '2.5.4.3';

/** Whether a name has this common name; letter case and runs of spaces make no difference. */
const hasCommonName = (name: Name, wanted: string): boolean => {
  const key = identityKey(parseNameText(`CN=${wanted.replaceAll(/[\\"+,;<>#=]/g, String.raw`\$&`)}`));
  return name.parts
    .flat()
    .filter(({ type }) => type === commonName)
    .some((attribute) => identityKey({ ...name, parts: [[attribute]] }) === key);
};

type Comparison = (wanted: string, certificate: Certificate, caller: Caller) => Promise<boolean> | boolean;

const hasThumbprint = (wanted: string, { der, sha256 }: Certificate): boolean =>
  wanted.length === sha256.length ? wanted === sha256 : wanted === sha1(der);

const carries =
  (type: AlternativeNameText['type']): Comparison =>
  (value, certificate) =>
    hasAlternativeName(certificate, { type, value });

/** A wildcard matches only the same wildcard. */
const hasDnsName = (wanted: string, certificate: Certificate): boolean =>
  wanted.startsWith('*.')
    ? certificate.alternativeNames.some(({ type, value }) => type === 'dns' && value.toLowerCase() === wanted)
    : hasAlternativeName(certificate, { type: 'dns', value: wanted });

const comparisons: { readonly [K in keyof Required<GatewayIdentity>]: Comparison } = {
  thumbprint: hasThumbprint,
  serialNumber: (wanted, { serialNumber }) => readSerialNumber(renderSerialNumber(serialNumber)) === wanted,
  commonName: (wanted, { subject }) => hasCommonName(subject, wanted),
  subject: (wanted, { subject }) => identityKey(parseNameText(wanted)) === identityKey(subject),
  dnsName: (wanted, certificate) => hasDnsName(wanted, certificate),
  uri: carries('uri'),
  email: carries('email'),
  ipAddress: carries('ip'),
  userPrincipalName: carries('upn'),
  issuerSubject: (wanted, { issuer }) => identityKey(parseNameText(wanted)) === identityKey(issuer),
  issuerThumbprint: async (wanted, certificate, caller) =>
    (await caller.trust([])).issuersOf(certificate).some((issuer) => hasThumbprint(wanted, issuer.certificate)),
};

/** The first field of an identity that does not match; undefined if all do. */
const mismatch = async (
  identity: GatewayIdentity,
  certificate: Certificate,
  caller: Caller,
): Promise<string | undefined> => {
  for (const [name, wanted] of Object.entries(identity) as [keyof GatewayIdentity, string][]) {
    if (!(await comparisons[name](wanted, certificate, caller))) return name;
  }
  return undefined;
};

/** One of the identities must match with all of its fields. */
export const evaluateIdentities = async (
  identities: readonly GatewayIdentity[],
  certificate: Certificate,
  caller: Caller,
): Promise<ClauseOutcome> => {
  const differences: string[] = [];
  for (const [index, identity] of identities.entries()) {
    const different = await mismatch(identity, certificate, caller);
    if (different === undefined) return met(`identity ${index + 1} fits`);
    if (differences.length < 5) differences.push(`identity ${index + 1} has another ${different}`);
  }
  const more = identities.length - differences.length;
  return unmet('gateway.other_identity', `${differences.join('; ')}${more > 0 ? `; and ${more} more` : ''}`);
};
