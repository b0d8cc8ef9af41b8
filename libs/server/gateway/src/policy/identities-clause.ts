import type { GatewayIdentity } from '@postern/contracts';
import { type Certificate, nameKey, parseNameText, renderSerialNumber, sha1 } from '@postern/x509';
import type { Caller } from './caller.js';
import { type ClauseOutcome, met, unmet } from './clause-outcome.js';
import { dnsNamesOf, hasCommonName } from './certificate-names.js';

type Comparison = (wanted: string, certificate: Certificate, caller: Caller) => Promise<boolean> | boolean;

const hasThumbprint = (wanted: string, { der, sha256 }: Certificate): boolean =>
  wanted.length === sha256.length ? wanted === sha256 : wanted === sha1(der);

const comparisons: { readonly [K in keyof Required<GatewayIdentity>]: Comparison } = {
  thumbprint: hasThumbprint,
  serialNumber: (wanted, { serialNumber }) => renderSerialNumber(serialNumber).replace(/^0+(?=.)/, '') === wanted,
  commonName: (wanted, { subject }) => hasCommonName(subject, wanted),
  subject: (wanted, { subject }) => nameKey(parseNameText(wanted)) === nameKey(subject),
  dnsName: (wanted, certificate) => dnsNamesOf(certificate).includes(wanted),
  issuerSubject: (wanted, { issuer }) => nameKey(parseNameText(wanted)) === nameKey(issuer),
  issuerThumbprint: async (wanted, certificate, caller) =>
    (await caller.trust([])).issuersOf(certificate).some((issuer) => hasThumbprint(wanted, issuer.certificate)),
};

/** What of an identity does not fit, in the order of its fields; undefined when everything does. */
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

/** One of the identities has to fit with all of its fields. */
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
