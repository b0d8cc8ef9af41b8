import type { Certificate } from '../certificate/certificate.js';
import { extensionIds } from '../certificate/extensions.js';
import type { GeneralSubtree, NameConstraints } from '../certificate/name-constraints.js';
import { open, tags } from '../der/der.js';
import { encode } from '../der/der-writing.js';
import { decodeString } from '../der/directory-string.js';
import { escapeInvisible, shorten } from '../der/printable.js';
import { parseAlternativeNames } from '../names/alternative-names.js';
import { renderName } from '../names/name.js';
import { X509Error } from '../x509.error.js';
import { type Contains, directoryKey, formOf, formOfName, mailbox, type NameFormId, nameForms } from './name-forms.js';
import { costs, type Work } from './work.js';

type Subtrees = ReadonlyMap<NameFormId, readonly Contains[]>;

/** Name constraints of one CA for everything below it. */
interface Bounds {
  readonly permitted: Subtrees;
  readonly excluded: Subtrees;
}

/** A name that a certificate carries. */
interface CarriedName {
  readonly form: NameFormId;
  /** Normalised for its form; undefined if it cannot be read. */
  readonly key: string | undefined;
  readonly text: () => string;
}

/**
 * Permitted and excluded subtrees while a path is walked from its anchor down (RFC 5280 §6.1.3 b and c, §6.1.4 g). A name must
 * fit each authority's bounds, which is the same as fitting the intersection of them all.
 */
export class NameConstraintState {
  private readonly bounds: Bounds[] = [];

  constructor(private readonly work: Work) {}

  /** @throws X509Error `unsupported_constraint` when a critical constraint is of a form that is not processed, `work_limit` */
  add(authority: Certificate): void {
    const { nameConstraints } = authority;
    if (nameConstraints === undefined) return;
    this.work.spend((nameConstraints.permitted.length + nameConstraints.excluded.length) * costs.reading);
    const bounds = known.get(authority) ?? boundsOf(nameConstraints, authority);
    known.set(authority, bounds);
    this.bounds.push(bounds);
  }

  /** @throws X509Error `name_constraint` with the name, `work_limit` */
  assertAllows(certificate: Certificate): void {
    if (this.bounds.length === 0) return;
    for (const name of carriedNames(certificate)) {
      this.work.spend(costs.reading);
      for (const { permitted, excluded } of this.bounds) {
        const within = permitted.get(name.form);
        const without = excluded.get(name.form);
        this.work.spend(((within?.length ?? 0) + (without?.length ?? 0)) * costs.comparison);
        if (within === undefined && without === undefined) continue;
        const { key } = name;
        if (key === undefined) throw violation(name, 'cannot be compared with the name constraints');
        if (within?.some((contains) => contains(key)) === false)
          throw violation(name, 'is outside the permitted names');
        if (without?.some((contains) => contains(key)) === true) throw violation(name, 'is one of the excluded names');
      }
    }
  }
}

/** An authority's subtrees are read once. */
const known = new WeakMap<Certificate, Bounds>();

const boundsOf = ({ permitted, excluded }: NameConstraints, { extensions }: Certificate): Bounds => {
  const isCritical = extensions.get(extensionIds.nameConstraints)?.critical === true;
  return {
    permitted: subtreesOf(permitted, { isExcluded: false, isCritical }),
    excluded: subtreesOf(excluded, { isExcluded: true, isCritical }),
  };
};

const violation = ({ form, text }: CarriedName, what: string): X509Error => {
  const shown = `${form}:${text()}`;
  return new X509Error('name_constraint', `${shown} ${what}`, shown);
};

const subtreesOf = (
  list: readonly GeneralSubtree[],
  { isExcluded, isCritical }: { readonly isExcluded: boolean; readonly isCritical: boolean },
): Subtrees => {
  const subtrees = new Map<NameFormId, Contains[]>();
  for (const { base, hasDistances } of list) {
    const form = formOf(base);
    if ('unprocessed' in form) {
      if (!isCritical) continue;
      throw new X509Error(
        'unsupported_constraint',
        `a critical name constraint for ${form.unprocessed}`,
        form.unprocessed,
      );
    }
    const contains = hasDistances ? undefined : nameForms[form.id].subtree(base, isExcluded);
    const group = subtrees.get(form.id) ?? [];
    // A subtree that cannot be read permits nothing and excludes everything.
    group.push(contains ?? (() => isExcluded));
    subtrees.set(form.id, group);
  }
  return subtrees;
};

const emailAddress = '1.2.840.113549.1.9.1';
const rfc822NameTag = 0x81;
const longest = 256;

/** The subject, every subject alternative name, and, without an e-mail address among those, the subject's (§4.2.1.10). */
function* carriedNames({ subject, extensions }: Certificate): Generator<CarriedName> {
  // §4.2.1.10: applied to the subject when it is not empty.
  if (subject.parts.length > 0)
    yield { form: 'directory', key: directoryKey(subject), text: () => renderName(subject) };
  const value = extensions.get(extensionIds.alternativeNames)?.value;
  let hasEmail = false;
  for (const element of value === undefined ? [] : open(value).rest()) {
    const form = formOfName(element);
    if ('unprocessed' in form) continue;
    hasEmail ||= element.tag === rfc822NameTag;
    yield { form: form.id, key: nameForms[form.id].name(element), text: () => alternativeNameText(element.encoded) };
  }
  if (hasEmail) return;
  for (const { type, value: address } of subject.parts.flat()) {
    if (type !== emailAddress) continue;
    const text = decodeString(address);
    const key = text === undefined ? undefined : mailbox(text);
    yield { form: 'email', key, text: () => shorten(escapeInvisible(text ?? '?'), longest) };
  }
}

const alternativeNameText = (encoded: Uint8Array): string =>
  parseAlternativeNames(encode(tags.sequence, encoded))[0]?.value ?? '?';
