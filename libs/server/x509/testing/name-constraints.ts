import {
  alternativeNamesExtension,
  createAuthority,
  generateKeys,
  nameConstraints,
  type NameConstraintsOptions,
} from '@postern/dev-pki';
import { findPath } from '../src/path/certificate-path.js';
import { X509Error } from '../src/x509.error.js';
import { issue, now, storeOf } from './index.js';

export type Subject = NonNullable<Parameters<typeof issue>[1]>['subject'];

/** C=DE, O=Acme, CN=Ada: most general first. */
export const ada: Exclude<Subject, string | undefined> = [{ C: ['DE'] }, { O: ['Acme'] }, { CN: ['Ada'] }];
export const within = (...names: readonly Uint8Array[]) => ({ permitted: names });
export const without = (...names: readonly Uint8Array[]) => ({ excluded: names });

/** A person, an intermediate CA and a root, with the constraints of both CAs. */
export interface ConstrainedChain {
  readonly root?: NameConstraintsOptions;
  readonly between?: NameConstraintsOptions;
  readonly betweenSubject?: Subject;
  readonly subject?: Subject;
  /** Subject alternative names. */
  readonly names?: readonly Uint8Array[];
}

const keys = ['root', 'between', 'person'].map(() => generateKeys('ec-p256'));

/** `valid`, or the reason and what it is about. */
export const verdictOf = async ({
  root,
  between,
  betweenSubject = 'CN=Between',
  subject = ada,
  names = [],
}: ConstrainedChain) => {
  const [rootKeys, betweenKeys, personKeys] = await Promise.all(keys);
  const limits = (options: NameConstraintsOptions | undefined) =>
    options === undefined ? [] : [nameConstraints(options)];
  const anchor = await createAuthority({ subject: 'CN=Root', keys: rootKeys, extensions: limits(root) });
  const authority = await createAuthority({
    subject: betweenSubject,
    issuer: anchor,
    keys: betweenKeys,
    extensions: limits(between),
  });
  const extensions = names.length === 0 ? [] : [alternativeNamesExtension(names)];
  const certificate = await issue(authority, { subject, keys: personKeys, extensions });
  try {
    findPath(certificate, storeOf(anchor, authority), now);
    return 'valid';
  } catch (error) {
    if (error instanceof X509Error) return `${error.reason} ${error.subject ?? ''}`.trim();
    throw error;
  }
};
