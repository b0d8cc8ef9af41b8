import { Injectable } from '@nestjs/common';
import { RevocationLists } from '@postern/certificate-kit';
import type { RevocationAuthorityUse } from '@postern/contracts';
import { NotFoundError } from '@postern/errors';
import { type Authority, authorityKey, revocationPointersOf, type TrustStore } from '@postern/x509';

/** A CA that a sign-in method or listener trusts, by any of its certificates. */
export interface KnownAuthority {
  /** `authorityKey`. */
  readonly id: string;
  /** Its certificate with the latest expiry. */
  readonly authority: Authority;
  readonly usedBy: readonly RevocationAuthorityUse[];
  /** Where it is trusted. */
  readonly stores: readonly TrustStore[];
  /** URLs in certificates of CAs below it. */
  readonly pointers: readonly ReturnType<typeof revocationPointersOf>[];
}

/** Every CA that people's, applications' or callers' certificates may come from. */
@Injectable()
export class AuthorityDirectory {
  constructor(private readonly lists: RevocationLists) {}

  /** By name. */
  async all(): Promise<readonly KnownAuthority[]> {
    const found = new Map<string, KnownAuthority>();
    for (const { trustedFor, store, methodId = null } of await this.lists.authorities())
      for (const authority of store.authorities) {
        const id = authorityKey(authority);
        const before = found.get(id);
        found.set(id, {
          id,
          authority: later(before?.authority, authority),
          usedBy: [...(before?.usedBy ?? []), { trustedFor, methodId }],
          stores: [...(before?.stores ?? []), store],
          pointers: [...(before?.pointers ?? []), ...pointersBelow(authority, store)],
        });
      }
    return [...found.values()].sort((one, other) => one.authority.nameKey.localeCompare(other.authority.nameKey));
  }

  /** Throws NotFoundError (`revocation.authority_not_found`). */
  async get(id: string): Promise<KnownAuthority> {
    const found = (await this.all()).find((each) => each.id === id);
    if (found === undefined) throw new NotFoundError('revocation.authority_not_found');
    return found;
  }
}

const later = (one: Authority | undefined, other: Authority): Authority =>
  one === undefined || other.certificate.notAfter > one.certificate.notAfter ? other : one;

/** CAs below it were issued by it: their certificates say where its lists are. */
const pointersBelow = (authority: Authority, store: TrustStore) =>
  store.authorities
    .filter((below) => below !== authority && !below.isAnchor && store.issuersOf(below.certificate).includes(authority))
    .map(({ certificate }) => revocationPointersOf(certificate));
