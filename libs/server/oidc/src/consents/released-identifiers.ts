import { Injectable } from '@nestjs/common';
import { mayLearn, ReleasableIdentifiers } from '@postern/accounts';
import type { ClientEntity } from '@postern/clients';
import { isListed, isTold } from '../identifier-claims/asked-identifiers.js';
import { ReleaseChoices } from '../identifier-claims/release-choices.js';
import type { GrantedScopes } from './permissions.js';

/** Labels of the identifiers that an application can see. */
export type VisibleIdentifiers = (client: ClientEntity, grants: readonly GrantedScopes[]) => readonly string[];

const releases: readonly string[] = ['identifiers', 'certificate'];

const scopesOf = (grants: readonly GrantedScopes[]): ReadonlySet<string> =>
  new Set(grants.flatMap(({ openid }) => openid?.scope?.split(' ') ?? []).filter((scope) => releases.includes(scope)));

/** A certificate that is not linked has no label. */
const unlinked = (sha256: string): string => `SHA-256 ${sha256.slice(0, 16)}…`;

/** Tells people which of their identifiers an application can see now. */
@Injectable()
export class ReleasedIdentifiers {
  constructor(
    private readonly identifiers: ReleasableIdentifiers,
    private readonly choices: ReleaseChoices,
  ) {}

  /** @param all grants of the account: without such a scope in one of them, nothing is read */
  async of(accountId: string, all: readonly GrantedScopes[]): Promise<VisibleIdentifiers> {
    if (scopesOf(all).size === 0) return () => [];
    const [identifiers, chosen] = await Promise.all([
      this.identifiers.of(accountId),
      this.choices.ofAccount(accountId),
    ]);
    return ({ clientId, metadata }, grants) => {
      const scopes = new Set([...scopesOf(grants)].filter((scope) => metadata.scopes.includes(scope)));
      const own = chosen.filter((choice) => choice.clientId === clientId);
      const choices = new Map(own.map(({ item, released }) => [item, released]));
      const linked = identifiers.filter(
        (each) =>
          !each.isRevoked &&
          mayLearn(clientId, each) &&
          ((scopes.has('identifiers') && isListed(each, choices)) ||
            (scopes.has('certificate') && each.certificate !== null && isTold(each, choices))),
      );
      const others = own.filter(({ identifierId, released }) => identifierId === null && released);
      return [
        ...linked.map(({ label }) => label),
        ...(scopes.has('certificate') ? others.map(({ item }) => unlinked(item)) : []),
      ];
    };
  }
}
