import { Injectable } from '@nestjs/common';
import type { EntryFacts } from '@postern/accounts';
import type { OrganizationClaim } from '@postern/contracts';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { AccountWithRole } from '../engine/account-loader.js';
import { ownMetadataOf } from '../engine/client-metadata.js';
import { hasOrganizationScope, organizationName } from './requested-organization.js';

type Memberships = EntryFacts['organizations'];

/** An organization that a person can choose. */
export interface OrganizationChoice {
  readonly id: string;
  readonly name: string;
}

/** The organization of an authorization request. */
export interface SignInOrganization {
  /** The one that the sign-in is for; null: none, or not chosen yet. */
  readonly id: string | null;
  /** What the person has to choose from, by name; empty: there is no question. */
  readonly choices: readonly OrganizationChoice[];
}

/** What stays with a code or token that was given for an organization. */
export interface TokenOrganization {
  readonly id: string;
  /** The application may see it, as the claim `organization`. */
  readonly told: boolean;
}

const none: SignInOrganization = { id: null, choices: [] };

/** Undefined for an organization that is suspended, or that the person is not a member of. */
export const organizationClaim = (memberships: Memberships, id: string): OrganizationClaim | undefined => {
  const there = Object.hasOwn(memberships, id) ? memberships[id] : undefined;
  if (there?.status !== 'active') return undefined;
  return { id, slug: there.slug, name: there.name, roles: [there.role] };
};

const activeOf = (memberships: Memberships): readonly OrganizationChoice[] =>
  Object.entries(memberships)
    .filter(([, { status }]) => status === 'active')
    .map(([id, { name }]) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id));

const chosenIn = ({ oidc }: KoaContextWithOIDC): string | undefined =>
  (oidc.result as { readonly organization?: string } | undefined)?.organization;

const judge = (ctx: KoaContextWithOIDC, memberships: Memberships): SignInOrganization => {
  const { client, params = {} } = ctx.oidc;
  const asked = params[organizationName];
  if (typeof asked === 'string') return { id: asked, choices: [] };
  if (client === undefined || !hasOrganizationScope(params)) return none;
  const choices = activeOf(memberships);
  const { organization: own } = ownMetadataOf(client);
  const [first, second] = choices;
  const wanted = own?.id ?? chosenIn(ctx);
  const found = choices.find(({ id }) => id === wanted);
  if (found !== undefined) return { id: found.id, choices: [] };
  // An application of an organization gets that one or none.
  if (own !== undefined || first === undefined) return none;
  return second === undefined ? { id: first.id, choices: [] } : { id: null, choices };
};

/**
 * Which organization a sign-in is for: the one that the application asks for; or, where it asks for the scope alone, its own, the only one
 * of the person, or the one that they choose. Judged once for each request, from what is read with the account.
 */
@Injectable()
export class SignInOrganizations {
  private readonly known = new WeakMap<object, SignInOrganization>();

  async read(ctx: KoaContextWithOIDC): Promise<SignInOrganization> {
    const known = this.known.get(ctx.oidc);
    if (known !== undefined) return known;
    const standing = await (ctx.oidc.account as AccountWithRole | undefined)?.standing();
    if (standing === undefined) return none;
    const judged = judge(ctx, standing.entry.organizations);
    this.known.set(ctx.oidc, judged);
    return judged;
  }

  /** For callers that cannot wait, after it was read. */
  of(ctx: KoaContextWithOIDC): SignInOrganization {
    return this.known.get(ctx.oidc) ?? none;
  }
}
