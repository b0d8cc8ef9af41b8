import { rootCertificates } from 'node:tls';
import { type FieldError, InvalidError } from '@postern/errors';
import { nameKey, parseCertificate, summarize } from '@postern/x509';
import { trustStoreOf } from '../trust-store-of.js';
import type { MtlsParams } from '../params/mtls.params.js';
import { knownRuleSource } from './rule-source.js';

/** Names and keys of the CAs that browsers trust: Mozilla's list, from the CCADB, as Node carries it (`tls.rootCertificates`). */
const publicRoots = (): PublicRoots => (known ??= readRoots());
let known: PublicRoots | undefined;

interface PublicRoots {
  readonly names: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
}

const keyOf = (publicKeyInfo: Uint8Array): string => Buffer.from(publicKeyInfo).toString('base64');

const readRoots = (): PublicRoots => {
  const roots = rootCertificates.flatMap((pem) => {
    try {
      return [parseCertificate(Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64'))];
    } catch {
      // One that this server does not read is no trust anchor here either.
      return [];
    }
  });
  return {
    names: new Set(roots.map(({ subject }) => nameKey(subject))),
    keys: new Set(roots.map(({ publicKeyInfo }) => keyOf(publicKeyInfo))),
  };
};

/** What administrators know the public CAs among the trust anchors by. */
const publicAuthoritiesOf = (params: Parameters<typeof trustStoreOf>[0]): readonly string[] =>
  trustStoreOf(params)
    .anchors.filter(
      ({ certificate, nameKey: name }) =>
        publicRoots().names.has(name) || publicRoots().keys.has(keyOf(certificate.publicKeyInfo)),
    )
    .map(({ certificate }) => summarize(certificate).name);

/**
 * A public CA issues to anybody, so a name that it wrote must not decide whose an account is, unless an administrator has typed the name of
 * that CA.
 *
 * @throws InvalidError `sign_in_method.public_authority`
 */
export const assertPublicAuthoritiesConfirmed = (params: MtlsParams): void => {
  const byName = params.rules.some(({ source }) => knownRuleSource(source).affinity === 'low');
  // Names and addresses of accounts are as good as the CA that wrote them.
  if (!byName && params.newAccounts === 'off' && params.refresh === 'off') return;
  assertPublicAuthoritiesNamed(params);
};

type Named = Parameters<typeof trustStoreOf>[0] & Pick<MtlsParams, 'publicAuthorities'>;
const unnamed = new WeakMap<Named, readonly string[]>();

/** Public CAs among the trust anchors whose names no administrator has typed; for each sign-in, so it is worked out once. */
const unnamedAuthoritiesOf = (params: Named): readonly string[] => {
  const missing =
    unnamed.get(params) ?? publicAuthoritiesOf(params).filter((name) => !params.publicAuthorities.includes(name));
  unnamed.set(params, missing);
  return missing;
};

/** Whether no name in a certificate may decide whose it is. */
export const hasUnnamedPublicAuthority = (params: Named): boolean => unnamedAuthoritiesOf(params).length > 0;

/** The same, whatever the rules are. */
export const assertPublicAuthoritiesNamed = (params: MtlsParams): void => {
  const missing = unnamedAuthoritiesOf(params);
  if (missing.length === 0) return;
  const errors = missing.map((name): FieldError => ({
    path: 'publicAuthorities',
    message: `${name} issues certificates to anyone; type its name to let names in its certificates decide`,
  }));
  throw new InvalidError('sign_in_method.public_authority', missing.join(', '), errors);
};
