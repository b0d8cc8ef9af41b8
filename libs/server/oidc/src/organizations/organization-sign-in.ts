import { Injectable } from '@nestjs/common';
import { AccountClaims } from '@postern/accounts';
import type { OrganizationClaim } from '@postern/contracts';
import { Statements } from '@postern/database';
import type { AccessToken, Configuration, interactionPolicy, KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import type { AccountWithRole } from '../engine/account-loader.js';
import { EngineExtension } from '../engine/engine-extension.js';
import { storeInTokens } from '../engine-internals/access-tokens.js';
import { beforeEntity } from '../engine-internals/request-context.js';
import { UnitOfWork } from '../storage/unit-of-work.js';
import { addOrganizationPrompt } from './organization-prompt.js';
import { hasOrganizationScope, organizationName, readRequestedOrganization } from './requested-organization.js';
import { organizationClaim, SignInOrganizations, type TokenOrganization } from './sign-in-organizations.js';

/** A code or token. */
interface Source {
  readonly kind?: string;
  readonly accountId?: string | undefined;
  readonly scope?: string | undefined;
  organization?: TokenOrganization | undefined;
  extra?: Readonly<Record<string, unknown>> | undefined;
}

const authorizing: ReadonlySet<string> = new Set(['authorization', 'resume']);
const carrying: ReadonlySet<string> = new Set(['AuthorizationCode', 'AccessToken', 'RefreshToken']);

const told = (claim: OrganizationClaim | undefined): object =>
  claim === undefined ? {} : { [organizationName]: claim };

const claimFor = async (
  account: AccountWithRole | undefined,
  { organization }: Source,
): Promise<OrganizationClaim | undefined> => {
  if (organization === undefined) return undefined;
  const standing = await account?.standing();
  return standing && organizationClaim(standing.entry.organizations, organization.id);
};

/**
 * Sign-ins for an organization: applications ask for one, codes and tokens keep it, and the claim `organization` tells it, true at that
 * moment. `EntryRules` refuses whoever is not, or not any more, a member.
 */
@Injectable()
export class OrganizationSignIn extends EngineExtension {
  constructor(
    private readonly organizations: SignInOrganizations,
    private readonly accounts: AccountClaims,
    private readonly statements: Statements,
    private readonly units: UnitOfWork,
  ) {
    super();
  }

  override configure(configuration: Configuration): Configuration {
    const policy = configuration.interactions?.policy as interactionPolicy.DefaultPolicy;
    addOrganizationPrompt(policy, (ctx) => this.organizations.read(ctx));
    const { extraParams, extraTokenClaims: others, features, findAccount } = configuration;
    const { introspection } = features ?? {};
    const { allowedPolicy = () => false } = introspection ?? {};
    return {
      ...configuration,
      extraParams: {
        ...(extraParams as object | undefined),
        // The sign-in page reads it.
        domain_hint: null,
        [organizationName]: (ctx, value, client) => readRequestedOrganization(this.statements, ctx, value, client),
      },
      findAccount: async (ctx, sub, token) => {
        // What was read along with a code may be older than the end of a membership.
        if ((token as Source | undefined)?.organization !== undefined) this.units.current?.accounts.delete(sub);
        const account = (await findAccount?.(ctx, sub, token)) as AccountWithRole | undefined;
        return (
          account && {
            ...account,
            claims: async (use, scope, asked, rejected) => ({
              ...(await account.claims(use, scope, asked, rejected)),
              ...(hasOrganizationScope({ scope }) && told(await claimFor(account, (token ?? {}) as Source))),
            }),
          }
        );
      },
      extraTokenClaims: async (ctx, token) => ({
        ...(await others?.(ctx, token)),
        ...(await claimsOfToken(ctx, token as Source)),
      }),
      features: {
        ...features,
        introspection: {
          ...introspection,
          allowedPolicy: async (ctx, client, token) =>
            (await allowedPolicy(ctx, client, token)) && this.isStanding(token as Source),
        },
      } as NonNullable<Configuration['features']>,
    };
  }

  override teach(provider: Provider): void {
    storeInTokens(provider, 'organization' satisfies keyof Source);
    beforeEntity(provider, (ctx, key, value) => this.carry(ctx, key, value as Source));
  }

  /** Gives a code its organization, and what comes from a code or refresh token that one's. */
  private carry(ctx: KoaContextWithOIDC, key: string, value: Source): void {
    const { entities, route } = ctx.oidc;
    if (!carrying.has(key) || value.organization !== undefined) return;
    if (authorizing.has(route)) {
      const { id } = this.organizations.of(ctx);
      if (id === null) return;
      value.organization = { id, told: hasOrganizationScope(value) };
      if (key === 'AuthorizationCode') remember(ctx, id);
      return;
    }
    const { AuthorizationCode: code, RotatedRefreshToken: rotated, RefreshToken: refreshToken } = entities;
    const { organization } = (code ?? rotated ?? refreshToken ?? {}) as Source;
    if (organization !== undefined) value.organization = organization;
  }

  /** A token for an organization that its person has left is not active, and an active one tells the role of this moment. */
  private async isStanding(token: Source): Promise<boolean> {
    const { organization, accountId, kind, extra } = token;
    if (organization === undefined || accountId === undefined) return true;
    const account = await this.accounts.find(accountId);
    const claim = account && organizationClaim(account.entry.organizations, organization.id);
    if (claim === undefined) return false;
    if (organization.told && kind === 'AccessToken') token.extra = { ...extra, ...told(claim) };
    return true;
  }
}

/** The session knows what for its applications were entered, so that they can be told when the person leaves. */
const remember = ({ oidc: { client, session } }: KoaContextWithOIDC, id: string): void => {
  const entered = session?.authorizations?.[client?.clientId ?? ''] as
    { organizations?: readonly string[] } | undefined;
  if (entered !== undefined) entered.organizations = [...new Set([...(entered.organizations ?? []), id])];
};

/** Of access tokens of people, for JWTs and introspection. */
const claimsOfToken = async (ctx: KoaContextWithOIDC | undefined, token: Source): Promise<object> =>
  token.organization?.told === true && (token as AccessToken).accountId !== undefined
    ? told(await claimFor(ctx?.oidc.account as AccountWithRole | undefined, token))
    : {};
