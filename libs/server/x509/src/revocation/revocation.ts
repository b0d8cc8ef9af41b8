import type { Certificate } from '../certificate/certificate.js';
import { groupBy } from '../group-by.js';
import { renderName } from '../names/name.js';
import type { AuthorityPath } from '../path/certificate-path.js';
import type { Authority } from '../path/trust-store.js';
import { X509Error } from '../x509.error.js';
import type { RevocationList } from './configured-list.js';
import { concerns, coverageOf, type ListSubject, listSubjectOf } from './list-coverage.js';
import { type ApplicableList, judge, type RevocationStatus } from './list-judgement.js';
import { ListSigners } from './list-signers.js';
import { reasonName } from './reason.js';
import { findRevoked } from './revoked-entries.js';

/** A configured list that could not be read. */
export interface UnreadableList {
  readonly source: string;
  readonly cause: string;
  /** Its issuer, if readable; others may concern any CA. */
  readonly issuerKey?: string | undefined;
  /** Its former contents are used until they expire. */
  readonly isKept?: boolean;
}

export interface RevocationSources {
  /** Certificates of those who sign lists, besides the authorities that are trusted anyway. */
  readonly signers?: readonly Certificate[];
  readonly unreadable?: readonly UnreadableList[];
  /** Authorities whose certificates are not checked, whatever lists there are. */
  readonly ignores?: (issuer: Authority) => boolean;
}

type Status = RevocationStatus | { readonly kind: 'unchecked' };

const unchecked: Status = { kind: 'unchecked' };

interface Circumstances {
  readonly path: AuthorityPath;
  readonly at: Date;
  /** Lists whose signers are being judged: they cannot vouch for themselves where another list can. */
  readonly pending: readonly RevocationList[];
}

/** Judges certificates by every configured revocation list (RFC 5280 §6.3). */
export class Revocations {
  private readonly byIssuer: ReadonlyMap<string, readonly RevocationList[]>;
  private readonly indirect: readonly RevocationList[];
  private readonly ignores: (issuer: Authority) => boolean;
  readonly signers: ListSigners;
  readonly unreadable: readonly UnreadableList[];

  constructor(
    readonly lists: readonly RevocationList[],
    { signers = [], unreadable = [], ignores = () => false }: RevocationSources = {},
  ) {
    this.ignores = ignores;
    this.byIssuer = groupBy(lists, ({ content }) => content.issuerKey);
    this.indirect = lists.filter(({ content }) => content.scope.indirect);
    this.signers = new ListSigners(signers);
    this.unreadable = unreadable;
  }

  /**
   * Looks a certificate and the authorities below the anchor up in the lists of their issuers.
   *
   * @returns `unchecked` when one of them has no configured list, which is no reason to refuse it
   * @throws X509Error `revoked`, `revocation_unknown` when a configured list has expired or cannot be used
   */
  assertNotRevoked(certificate: Certificate, path: AuthorityPath, at: Date): Promise<'good' | 'unchecked'> {
    return this.judge(certificate, { path, at, pending: [] });
  }

  /** What the lists say of any certificate below the first authority of a path, as far as that does not depend on the certificate. */
  statusBelow(path: AuthorityPath, at: Date, isAuthority: boolean): Promise<Status> {
    return this.below(path, { serialNumber: undefined, isAuthority }, at);
  }

  /**
   * What the lists say of one certificate below the first authority of a path, by its serial number alone (content of the INTEGER): it is
   * looked for in each part of a partial list.
   */
  statusOfSerial(path: AuthorityPath, serialNumber: Uint8Array, at: Date): Promise<Status> {
    return this.below(path, { serialNumber, isAuthority: false }, at);
  }

  private async below(
    path: AuthorityPath,
    subject: Pick<ListSubject, 'serialNumber' | 'isAuthority'>,
    at: Date,
  ): Promise<Status> {
    const [issuer = path.anchor] = path.authorities;
    if (this.ignores(issuer)) return unchecked;
    return this.statusOf({ issuerKey: issuer.nameKey, points: [], ...subject }, { path, at, pending: [] });
  }

  private async judge(certificate: Certificate, circumstances: Circumstances): Promise<'good' | 'unchecked'> {
    let below = certificate;
    let unknown: readonly string[] | undefined;
    let isUnchecked = false;
    for (const issuer of circumstances.path.authorities) {
      const status = this.ignores(issuer) ? unchecked : await this.statusOf(subjectOf(below), circumstances);
      if (status.kind === 'revoked') throw revoked(below, status, below === certificate);
      if (status.kind === 'unknown') unknown ??= status.causes;
      isUnchecked ||= status.kind === 'unchecked';
      below = issuer.certificate;
    }
    if (unknown !== undefined) throw new X509Error('revocation_unknown', unknown.join(', '), unknown[0]);
    return isUnchecked ? 'unchecked' : 'good';
  }

  private async statusOf(subject: ListSubject, circumstances: Circumstances): Promise<Status> {
    const lists = this.concerning(subject);
    const elsewhere = await this.revokedElsewhere(subject, lists, circumstances);
    if (elsewhere !== undefined) return elsewhere;
    const missing = this.missing(subject, lists.length > 0);
    if (lists.length === 0) return missing.length === 0 ? { kind: 'unchecked' } : { kind: 'unknown', causes: missing };
    const causes: string[] = [];
    const applicable: ApplicableList[] = [];
    for (const list of withoutPending(lists, subject, circumstances.pending)) {
      const found = await this.apply(list, subject, circumstances);
      if (typeof found === 'string') causes.push(`${list.source}: ${found}`);
      else applicable.push(found);
    }
    const status = judge(applicable, [...causes, ...missing], subject, circumstances.at);
    return status.kind === 'good' && missing.length > 0 ? { kind: 'unknown', causes: missing } : status;
  }

  /** The authority's own lists that could never be read. Of others nobody knows whose they are: perhaps of one that has no list. */
  private missing({ issuerKey }: ListSubject, hasLists: boolean): readonly string[] {
    return this.unreadable
      .filter((list) => list.isKept !== true)
      .filter((list) => list.issuerKey === issuerKey || (list.issuerKey === undefined && !hasLists))
      .map(({ source, cause }) => `${source}: ${cause}`);
  }

  private concerning(subject: ListSubject): readonly RevocationList[] {
    const own = this.byIssuer.get(subject.issuerKey) ?? [];
    if (subject.points.every(({ issuers }) => issuers === undefined)) return own;
    return this.lists.filter((list) => concerns(list, subject));
  }

  /** A list that others keep for the issuer, and that the certificate does not name: who is on it is revoked all the same. */
  private async revokedElsewhere(
    subject: ListSubject,
    asked: readonly RevocationList[],
    circumstances: Circumstances,
  ): Promise<Status | undefined> {
    const { serialNumber, issuerKey } = subject;
    if (serialNumber === undefined) return undefined;
    for (const list of this.indirect) {
      const { entries, notUnderstood, baseNumber, scope } = list.content;
      if (asked.includes(list) || notUnderstood !== undefined || baseNumber !== undefined) continue;
      if (scope.reasons !== undefined) continue;
      const entry = findRevoked(entries, issuerKey, serialNumber);
      if (entry !== undefined && (await this.signerProblem(list, circumstances)) === undefined)
        return { kind: 'revoked', entry, source: list.source };
    }
    return undefined;
  }

  private async apply(
    list: RevocationList,
    subject: ListSubject,
    circumstances: Circumstances,
  ): Promise<ApplicableList | string> {
    const reasons = coverageOf(list, subject);
    if (typeof reasons === 'string') return reasons;
    const { thisUpdate } = list.content;
    if (thisUpdate > circumstances.at) return `the list is in force from ${thisUpdate.toISOString()} on`;
    const problem = await this.signerProblem(list, circumstances);
    return problem ?? { list, reasons };
  }

  private signerProblem(list: RevocationList, { path, at, pending }: Circumstances): Promise<string | undefined> {
    return pending.includes(list)
      ? Promise.resolve(undefined)
      : this.signers.problem(list, path, at, (signer, signerPath) =>
          this.judge(signer, { path: signerPath, at, pending: [...pending, list] }),
        );
  }
}

const subjectOf = (certificate: Certificate): ListSubject => {
  try {
    return listSubjectOf(certificate);
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    throw new X509Error('revocation_unknown', `distribution points that cannot be read: ${error.detail}`);
  }
};

/** A list is used to check its own signer only if no other list is available. */
const withoutPending = (
  lists: readonly RevocationList[],
  subject: ListSubject,
  pending: readonly RevocationList[],
): readonly RevocationList[] => {
  const others = lists.filter((list) => !pending.includes(list));
  return others.some((list) => typeof coverageOf(list, subject) === 'number') ? others : lists;
};

const revoked = (
  certificate: Certificate,
  { entry, source }: Extract<RevocationStatus, { readonly kind: 'revoked' }>,
  isOwn: boolean,
): X509Error => {
  const date = entry.revokedAt.toISOString().slice(0, 10);
  const reason = reasonName(entry.reason);
  const authority = isOwn ? null : renderName(certificate.subject);
  const who = authority === null ? '' : ` (the authority ${authority})`;
  const detail = `revoked on ${date}, ${reason}, by ${source}${who}`;
  return new X509Error('revoked', detail, `${date}, ${reason}${who}`, {
    at: entry.revokedAt.toISOString(),
    reason,
    authority,
  });
};
