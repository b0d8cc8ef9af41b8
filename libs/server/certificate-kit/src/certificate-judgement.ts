import {
  type CertificateErrorCode,
  type CertificateJudgement,
  type CertificateTest,
  certificateTests,
  type CertificateVerdict,
  type ChainLink,
  type ErrorCode,
  type TestOutcome,
} from '@postern/contracts';
import {
  assertStrong,
  assertValidAt,
  type Authority,
  type Certificate,
  findPath,
  isSelfSigned,
  isValidAt,
  nameKey,
  renderName,
  summarize,
  type TrustStore,
  X509Error,
} from '@postern/x509';
import { certificateCode } from './certificate-codes.js';

/** The certificate and as many above it as a path may have, and the issuer that is missing. */
const longestChain = 6;

/** Which test each refusal comes from; null: from none, since no certificate could be read. */
const testOfCode: Readonly<Record<CertificateErrorCode, CertificateTest | null>> = {
  'certificate.missing': null,
  'certificate.malformed': null,
  'certificate.not_der': null,
  'certificate.header_mismatch': null,
  'certificate.weak_key': 'key',
  'certificate.unsupported_algorithm': 'key',
  'certificate.curve_not_allowed': 'key',
  'certificate.expired': 'dates',
  'certificate.not_yet_valid': 'dates',
  'certificate.untrusted': 'issuer',
  'certificate.self_signed': 'issuer',
  'certificate.issuer_not_valid': 'issuer',
  'certificate.path_too_long': 'issuer',
  'certificate.name_constraint': 'issuer',
  'certificate.unsupported_constraint': 'issuer',
  'certificate.policy': 'issuer',
  'certificate.work_limit': 'issuer',
  'certificate.is_authority': 'purpose',
  'certificate.critical_extension': 'purpose',
  'certificate.wrong_purpose': 'purpose',
  'certificate.key_usage': 'purpose',
  'certificate.policy_missing': 'purpose',
  'certificate.too_long_lived': 'purpose',
  'certificate.revoked': 'revocation',
  'certificate.blocked': 'revocation',
  'certificate.revocation_unknown': 'revocation',
  'certificate.refused_by_proxy': 'revocation',
  'certificate.value_unusable': 'account',
  'certificate.ambiguous': 'account',
  'certificate.affinity_too_low': 'account',
  'certificate.not_linked': 'account',
  'certificate.account_blocked': 'account',
};

/** Refused before anybody looked for the issuer, although the test stands after it. */
const beforeIssuer: ReadonlySet<ErrorCode> = new Set(['certificate.is_authority', 'certificate.critical_extension']);

/**
 * Draws up how a certificate was judged at a sign-in. Says no more than its own names and those of CAs that signed it: whoever presents
 * it may see it.
 *
 * @param store whom the method trusts
 */
export const judgementOf = (
  certificate: Certificate,
  store: TrustStore,
  { code, facts }: CertificateVerdict,
  at = new Date(),
): CertificateJudgement => {
  const chain = chainOf(certificate, store);
  return {
    chain: chain.map(({ link }) => link),
    tests: testsOf(code),
    code,
    facts: facts ?? null,
    failedLink: failedLink(chain, { code, facts }, at),
  };
};

const testsOf = (code: ErrorCode | null): CertificateJudgement['tests'] => {
  const failed = code === null ? undefined : testOfCode[code as CertificateErrorCode];
  if (failed === null) return [];
  const last = failed === undefined ? certificateTests.length : certificateTests.indexOf(failed);
  return certificateTests.map((test, index) => ({ test, outcome: outcomeOf(test, index) }));

  function outcomeOf(test: CertificateTest, index: number): TestOutcome {
    if (test === failed) return 'failed';
    // Refused for another reason than the certificate: whose it is, nobody was asked.
    if (code !== null && failed === undefined && test === 'account') return 'skipped';
    return index < last && !(test === 'issuer' && code !== null && beforeIssuer.has(code)) ? 'passed' : 'skipped';
  }
};

/** What is known beside the certificate and the CAs; a test that nobody made is not drawn. */
export interface KnownBeside {
  /** Null: neither revoked nor blocked. */
  readonly revocation?: ErrorCode | null;
  /** Nobody has to trust its issuer: it is drawn only where somebody does. */
  readonly anyIssuer?: boolean;
}

/** The same for pages on which nobody signs in: every test is made, whatever came of those before. Nobody is asked about revocation. */
export const surveyOf = (
  certificate: Certificate,
  store: TrustStore,
  { revocation, anyIssuer = false }: KnownBeside = {},
  at = new Date(),
): CertificateJudgement => {
  const chain = chainOf(certificate, store);
  const issuer = codeOf(() => findPath(certificate, store, at));
  const found: Readonly<Partial<Record<CertificateTest, ErrorCode | null>>> = {
    key: codeOf(() => assertStrong(certificate, { brainpool: true })),
    dates: codeOf(() => assertValidAt(certificate, at)),
    issuer: (anyIssuer && issuer !== null) || chain[0]?.link.role === 'root' ? undefined : issuer,
    revocation,
  };
  const made = certificateTests.flatMap((test) => {
    const code = found[test];
    return code === undefined ? [] : [{ test, code }];
  });
  const code = made.find((each) => each.code !== null)?.code ?? null;
  return {
    chain: chain.map(({ link }) => link),
    tests: made.map(({ test, code: failure }) => ({ test, outcome: failure === null ? 'passed' : 'failed' })),
    code,
    facts: null,
    failedLink: failedLink(chain, { code }, at),
  };
};

const codeOf = (test: () => unknown): ErrorCode | null => {
  try {
    test();
    return null;
  } catch (error) {
    if (error instanceof X509Error) return certificateCode(error);
    throw error;
  }
};

interface KnownLink {
  readonly link: ChainLink;
  /** Undefined for an issuer that is not known here. */
  readonly certificate?: Certificate;
}

/** The certificate and the CAs that signed it, each proved by its signature, up to a root or to an issuer that is not known. */
const chainOf = (certificate: Certificate, store: TrustStore): readonly KnownLink[] => {
  const links: KnownLink[] = [known(certificate, isAnchorOf(store, certificate) ? 'root' : 'certificate')];
  let top = certificate;
  while (links.length < longestChain && !isSelfSigned(top)) {
    const issuer = issuerOf(top, store, links);
    if (issuer === undefined) return [...links, named(top, store)];
    links.push(known(issuer.certificate, issuer.isAnchor ? 'root' : 'issuer'));
    top = issuer.certificate;
  }
  return links;
};

/** One that is an anchor sooner than another; nothing where finding it takes too much work. */
const issuerOf = (certificate: Certificate, store: TrustStore, below: readonly KnownLink[]): Authority | undefined => {
  try {
    const issuers = store
      .issuersOf(certificate)
      .filter((issuer) => below.every((link) => link.certificate?.sha256 !== issuer.certificate.sha256));
    return issuers.find(({ isAnchor }) => isAnchor) ?? issuers[0];
  } catch (error) {
    if (error instanceof X509Error) return undefined;
    throw error;
  }
};

const isAnchorOf = (store: TrustStore, { sha256 }: Certificate): boolean =>
  store.anchors.some((anchor) => anchor.certificate.sha256 === sha256);

const known = (certificate: Certificate, role: ChainLink['role']): KnownLink => ({
  certificate,
  link: { name: summarize(certificate).name, keyId: certificate.subjectKeyId ?? null, role, standing: 'known' },
});

/** An issuer of whom only the certificate below it speaks. */
const named = (below: Certificate, store: TrustStore): KnownLink => {
  const issuer = nameKey(below.issuer);
  const isNamesake = store.authorities.some((authority) => authority.nameKey === issuer);
  return {
    link: {
      name: summarize(below).issuerName,
      keyId: below.authorityKeyId ?? null,
      role: 'issuer',
      standing: isNamesake ? 'namesake' : 'unknown',
    },
  };
};

const failedLink = (chain: readonly KnownLink[], { code, facts }: CertificateVerdict, at: Date): number | null => {
  const test = code === null ? null : testOfCode[code as CertificateErrorCode];
  if (test === undefined || test === null || test === 'account') return null;
  const place = (found: (link: KnownLink) => boolean): number => chain.findIndex(found);
  const issuer = Math.min(1, chain.length - 1);
  const orIssuer = (index: number): number => (index < 0 ? issuer : index);
  switch (code) {
    case 'certificate.self_signed':
      return 0;
    case 'certificate.issuer_not_valid':
      return orIssuer(
        place(
          ({ certificate }) =>
            certificate !== undefined && chain[0]?.certificate !== certificate && !isValidAt(certificate, at),
        ),
      );
    case 'certificate.revoked': {
      const revoked = facts?.revocation?.authority ?? null;
      if (revoked === null) return 0;
      return orIssuer(
        place(({ certificate }) => certificate !== undefined && renderName(certificate.subject) === revoked),
      );
    }
    default:
      return test === 'issuer' ? orIssuer(place(({ link }) => link.standing !== 'known')) : 0;
  }
};
