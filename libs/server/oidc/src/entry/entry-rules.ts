import { Injectable } from '@nestjs/common';
import { ProfileConditions } from '@postern/accounts';
import { type EntryRefusal, everybodyEnters } from '@postern/contracts';
import { requestOrigin } from '@postern/requests';
import { SystemSettingsReading } from '@postern/settings';
import {
  type Client,
  type Configuration,
  errors,
  type interactionPolicy,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import type Provider from 'oidc-provider';
import type { AccountWithRole } from '../engine/account-loader.js';
import { ownMetadataOf } from '../engine/client-metadata.js';
import { EngineExtension } from '../engine/engine-extension.js';
import { storeInTokens } from '../engine-internals/access-tokens.js';
import { beforeEntity } from '../engine-internals/request-context.js';
import { EngineEvents } from '../events.js';
import { OfferedMethods } from '../levels/offered-proofs.js';
import { proofsOf, type ProvedSession } from '../levels/session-proofs.js';
import { SignInOrganizations, type TokenOrganization } from '../organizations/sign-in-organizations.js';
import { addEntryPrompt } from './entry-policy.js';
import { type EntryEvidence, judgeEntry, needsEvidence, needsProfile } from './judge-entry.js';

/** A code or token, with what the browser showed when it asked for the application. */
interface Source {
  readonly clientId?: string | undefined;
  evidence?: EntryEvidence | undefined;
  readonly organization?: TokenOrganization | undefined;
}

/** Applications keep their tokens, and try again. */
class UnderMaintenance extends errors.OIDCProviderError {
  override readonly error_description = 'maintenance is in progress';
  /** The engine hides errors of this status otherwise. */
  override readonly expose = true;

  constructor() {
    super(503, 'temporarily_unavailable');
  }
}

const none: EntryEvidence = { address: null, certificates: [] };
const authorizing: ReadonlySet<string> = new Set(['authorization', 'resume']);
const carrying: ReadonlySet<string> = new Set(['AuthorizationCode', 'AccessToken', 'RefreshToken']);

const accessOf = (client: Client) => ownMetadataOf(client).access ?? everybodyEnters;

/** Of the authorization request that is being answered. The methods of the application must have been read. */
const evidenceOf = (ctx: KoaContextWithOIDC, offered: OfferedMethods): EntryEvidence => {
  const proofs = proofsOf((ctx.oidc.session ?? {}) as ProvedSession).filter((proof) => offered.counts(ctx, proof));
  const certificates = proofs.flatMap(({ certificate, methodId }) =>
    certificate === null ? [] : [{ methodId, issuer: certificate.issuer, policies: certificate.policies ?? [] }],
  );
  return { address: ctx.ip || null, certificates };
};

/** Gives a code what the browser showed, and what comes from a code or refresh token what that has. */
const carry = (ctx: KoaContextWithOIDC, key: string, value: Source, offered: OfferedMethods): void => {
  const { client, entities, route } = ctx.oidc;
  if (!carrying.has(key) || client === undefined || value.evidence !== undefined) return;
  if (authorizing.has(route)) {
    if (needsEvidence(accessOf(client))) value.evidence = evidenceOf(ctx, offered);
    return;
  }
  const { AuthorizationCode: code, RotatedRefreshToken: rotated, RefreshToken: refreshToken } = entities;
  const { evidence } = (code ?? rotated ?? refreshToken ?? {}) as Source;
  if (evidence !== undefined) value.evidence = evidence;
};

/** An application of a suspended organization gets no token for itself either. */
const assertMayAct = ({ oidc: { client } }: KoaContextWithOIDC, key: string): void => {
  if (key !== 'ClientCredentials' || client === undefined) return;
  if (ownMetadataOf(client).organization?.status === 'suspended')
    throw new errors.UnauthorizedClient('the organization of this application is suspended');
};

/**
 * Who may enter an application, judged in this place alone: at every authorization request, whether the person has just signed in or long
 * ago, and again when the application comes with a code or token of theirs. An account is read with all that decides, so this costs no
 * statement where the account is read anyway.
 */
@Injectable()
export class EntryRules extends EngineExtension {
  constructor(
    private readonly events: EngineEvents,
    private readonly settings: SystemSettingsReading,
    private readonly offered: OfferedMethods,
    private readonly profiles: ProfileConditions,
    private readonly organizations: SignInOrganizations,
  ) {
    super();
  }

  override configure(configuration: Configuration): Configuration {
    const policy = configuration.interactions?.policy as interactionPolicy.DefaultPolicy;
    addEntryPrompt(
      policy,
      (ctx) => this.judgeRequest(ctx),
      (ctx, reason) => this.note(ctx, ctx.oidc.client, ctx.oidc.session?.accountId, reason),
    );
    const { findAccount, loadExistingGrant } = configuration;
    return {
      ...configuration,
      // A refused person gives nothing, and is no user of the application.
      loadExistingGrant: async (ctx) =>
        (await this.judgeRequest(ctx)) === null ? loadExistingGrant?.(ctx) : undefined,
      findAccount: async (ctx, sub, token) => {
        const account = (await findAccount?.(ctx, sub, token)) as AccountWithRole | undefined;
        if (account === undefined || token === undefined) return account;
        return (await this.mayUse(ctx, account, token as Source)) ? account : undefined;
      },
    };
  }

  override teach(provider: Provider): void {
    storeInTokens(provider, 'evidence' satisfies keyof Source);
    beforeEntity(provider, (ctx, key, value) => {
      assertMayAct(ctx, key);
      carry(ctx, key, value as Source, this.offered);
    });
  }

  private async judgeRequest(ctx: KoaContextWithOIDC): Promise<EntryRefusal | null> {
    const { account, client } = ctx.oidc;
    if (account === undefined || client === undefined) return null;
    await this.offered.read(ctx);
    const { id } = await this.organizations.read(ctx);
    return this.judge(account as AccountWithRole, client, evidenceOf(ctx, this.offered), id ?? undefined);
  }

  /** The application that comes with a code or token, and the one that it was issued to, which differ at an exchange. */
  private async mayUse(ctx: KoaContextWithOIDC, account: AccountWithRole, source: Source): Promise<boolean> {
    const { client, provider } = ctx.oidc;
    const issuedTo =
      source.clientId === undefined || source.clientId === client?.clientId
        ? undefined
        : await provider.Client.find(source.clientId);
    for (const each of [client, issuedTo]) {
      if (each === undefined) continue;
      const refusal = await this.judge(account, each, await this.shown(source, each), source.organization?.id);
      if (refusal === null) continue;
      if (refusal === 'maintenance') throw new UnderMaintenance();
      this.note(ctx, each, account.accountId, refusal);
      return false;
    }
    return true;
  }

  /** Whoever exchanges a token of another application sees certificates by its own methods only. */
  private async shown({ clientId, evidence = none }: Source, client: Client): Promise<EntryEvidence> {
    if (clientId === undefined || clientId === client.clientId || evidence.certificates.length === 0) return evidence;
    const known = evidence.certificates.map((certificate) => ({
      ...certificate,
      methodId: certificate.methodId ?? null,
    }));
    return { ...evidence, certificates: await this.offered.countedAt(client.clientId, known) };
  }

  /** @param signsInFor id of the organization that the sign-in is for */
  private async judge(
    account: AccountWithRole,
    client: Client,
    evidence: EntryEvidence,
    signsInFor: string | undefined,
  ): Promise<EntryRefusal | null> {
    const standing = await account.standing();
    // Blocked or deleted a moment ago: the statement that would store the sign-in refuses it.
    if (standing === undefined) return 'blocked';
    const { role, entry } = standing;
    if (role !== 'owner' && role !== 'administrator' && (await this.settings.current()).maintenance)
      return 'maintenance';
    const { organization } = ownMetadataOf(client);
    const access = accessOf(client);
    const { accountId } = account;
    const admittedByProfile = needsProfile(access) && (await this.profiles.oneIsMet(accountId, access.rule!));
    const entered = { clientId: client.clientId, access, organization };
    return judgeEntry(entered, { role, ...entry, evidence, admittedByProfile, signsInFor }, new Date());
  }

  private note(
    ctx: KoaContextWithOIDC,
    client: Client | undefined,
    accountId: string | undefined,
    reason: EntryRefusal,
  ): void {
    if (client === undefined || accountId === undefined) return;
    const isBrowser = authorizing.has(ctx.oidc.route);
    this.events.entryRefused({
      ...{ accountId, clientId: client.clientId, reason },
      ...(isBrowser && { origin: requestOrigin({ ip: ctx.ip, headers: ctx.headers }) }),
    });
  }
}
