import { nameKey } from '../names/name.js';
import { type AuthorityPath, findPath } from '../path/certificate-path.js';
import type { Authority, TrustStore } from '../path/trust-store.js';
import { X509Error } from '../x509.error.js';
import type { RevocationList } from './configured-list.js';
import type { Revocations } from './revocation.js';

/** Problems of the lists of the CAs in a store; English phrases that name the list. */
export interface RevocationProblems {
  /** Why certificates of one of them cannot be accepted now. */
  readonly blocking: readonly string[];
}

/** Checks for every CA in a store whether the lists would allow any certificate. */
export const revocationProblems = async (
  revocations: Revocations,
  store: TrustStore,
  at: Date,
): Promise<RevocationProblems> => {
  const blocking = new Set<string>();
  for (const authority of store.authorities) {
    const path = authorityPathOf(authority, store, at);
    if (path === undefined) continue;
    const causes = await causesBelow(revocations, path, at, issuesAuthorities(authority, store));
    for (const cause of causes) blocking.add(cause);
  }
  return { blocking: [...blocking] };
};

/** Lists that no authority in any of the stores can use. */
export const unusedLists = async (
  revocations: Revocations,
  stores: readonly TrustStore[],
  at: Date,
): Promise<readonly RevocationList[]> => {
  const unused: RevocationList[] = [];
  for (const list of revocations.lists) if (!(await isUsed(revocations, list, stores, at))) unused.push(list);
  return unused;
};

const isUsed = async (
  { signers }: Revocations,
  list: RevocationList,
  stores: readonly TrustStore[],
  at: Date,
): Promise<boolean> => {
  for (const store of stores) if (await signers.isUsable(list, store, at)) return true;
  return false;
};

/** A list of authorities' certificates only is enough for an authority that issues no others. */
const causesBelow = async (
  revocations: Revocations,
  path: AuthorityPath,
  at: Date,
  issuesAuthorities: boolean,
): Promise<readonly string[]> => {
  const people = await revocations.statusBelow(path, at, false);
  if (people.kind !== 'unknown') return [];
  if (issuesAuthorities && (await revocations.statusBelow(path, at, true)).kind !== 'unknown') return [];
  return people.causes;
};

const issuesAuthorities = (authority: Authority, { authorities }: TrustStore): boolean =>
  authorities.some(({ certificate, isAnchor }) => !isAnchor && nameKey(certificate.issuer) === authority.nameKey);

/** Path from a CA to its anchor; undefined if there is none. */
export const authorityPathOf = (authority: Authority, store: TrustStore, at: Date): AuthorityPath | undefined => {
  if (authority.isAnchor) return { authorities: [authority], anchor: authority, policies: new Set(), store };
  try {
    const above = findPath(authority.certificate, store, at);
    return { ...above, authorities: [authority, ...above.authorities] };
  } catch (error) {
    if (error instanceof X509Error) return undefined;
    throw error;
  }
};
