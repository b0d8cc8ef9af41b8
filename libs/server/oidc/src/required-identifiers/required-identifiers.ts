import { Injectable } from '@nestjs/common';
import { type ErrorCode, panelClientId } from '@postern/contracts';
import { type RequiredMethod, SignInMethodDirectory, SignInProviders } from '@postern/provider-kit';
import { requestOrigin } from '@postern/requests';
import type { Configuration, interactionPolicy, KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import type { AccountWithRole } from '../engine/account-loader.js';
import { EngineExtension } from '../engine/engine-extension.js';
import { storeInTokens } from '../engine-internals/access-tokens.js';
import { beforeEntity } from '../engine-internals/request-context.js';
import { EngineEvents } from '../events.js';
import { givenNow, mustProveAgain } from '../levels/judgement.js';
import { OfferedMethods } from '../levels/offered-proofs.js';
import { proofsOf, type ProvedSession } from '../levels/session-proofs.js';
import { HeldMethods } from './held-methods.js';
import { IdentifierReminders } from './identifier-reminders.js';
import { judgeRequirement, type Lacking } from './judge-requirement.js';
import type { AddedIdentifiers } from '../levels/added-identifiers.js';
import type { CountedProof, RequiredIdentifiersDetails, TokenRequirement } from './required-details.js';
import { addProofCheck, addRequirementPrompt } from './requirement-policy.js';

/** What an authorization request asks of its person. */
interface Verdict extends Lacking {
  readonly required: readonly RequiredMethod[];
  readonly skippable: boolean;
}

/** A code or token. */
interface Source {
  /** Of a code: methods that the person has shown while it was made. What comes from it is judged by what is kept. */
  shownMethods?: readonly string[] | undefined;
  requirement?: TokenRequirement | undefined;
}

const authorizing: ReadonlySet<string> = new Set(['authorization', 'resume']);
const carrying: ReadonlySet<string> = new Set(['AuthorizationCode', 'AccessToken', 'RefreshToken']);

/** Methods that the person has just used: what was proved in this very request needs no look at the database. */
const shownIn = (ctx: KoaContextWithOIDC): readonly string[] => [
  ...givenNow(ctx).flatMap(({ methodId }) => methodId ?? []),
  ...((ctx.oidc.result as AddedIdentifiers | undefined)?.shownMethods ?? []),
];

/** What comes from a code or refresh token is judged by what that was judged by. */
const carried = ({ oidc: { entities } }: KoaContextWithOIDC): TokenRequirement | undefined => {
  const { AuthorizationCode: code, RotatedRefreshToken: rotated, RefreshToken: refreshToken } = entities;
  return ((code ?? rotated ?? refreshToken ?? {}) as Source).requirement;
};

const asRequired = ({ method, requirement, from }: RequiredMethod) => ({ id: method.id, requirement, from });

/**
 * Identifiers that an application requires: judged at every authorization request, however the person is signed in, and again when the
 * application comes with a code or token of theirs that was given under this requirement. Applications that require none cost no statement.
 */
@Injectable()
export class RequiredIdentifierRules extends EngineExtension {
  private readonly verdicts = new WeakMap<object, Promise<Verdict | null>>();
  private readonly demanded = new WeakMap<object, TokenRequirement>();

  constructor(
    private readonly methods: SignInMethodDirectory,
    private readonly providers: SignInProviders,
    private readonly held: HeldMethods,
    private readonly reminders: IdentifierReminders,
    private readonly offered: OfferedMethods,
    private readonly events: EngineEvents,
  ) {
    super();
  }

  override configure(configuration: Configuration): Configuration {
    const policy = configuration.interactions?.policy as interactionPolicy.DefaultPolicy;
    addProofCheck(policy, mustProveAgain);
    addRequirementPrompt(
      policy,
      (ctx) => this.asks(ctx),
      (ctx) => this.details(ctx),
    );
    const { findAccount } = configuration;
    return {
      ...configuration,
      findAccount: async (ctx, sub, token) => {
        const account = (await findAccount?.(ctx, sub, token)) as AccountWithRole | undefined;
        if (account === undefined || token === undefined) return account;
        return (await this.mayUse(ctx, account, token as Source)) ? account : undefined;
      },
    };
  }

  override teach(provider: Provider): void {
    storeInTokens(provider, 'shownMethods' satisfies keyof Source);
    storeInTokens(provider, 'requirement' satisfies keyof Source);
    beforeEntity(provider, (ctx, key, value) => {
      const source = value as Source;
      if (!carrying.has(key) || source.requirement !== undefined) return;
      const demanded = authorizing.has(ctx.oidc.route) ? this.demanded.get(ctx.oidc) : carried(ctx);
      if (demanded === undefined || demanded.methods.length === 0) return;
      source.requirement = demanded;
      if (key === 'AuthorizationCode') source.shownMethods = [...new Set(shownIn(ctx))];
    });
  }

  private async asks(ctx: KoaContextWithOIDC): Promise<boolean> {
    const verdict = await this.judgeRequest(ctx);
    if (verdict === null) return false;
    const { account, client, prompts } = ctx.oidc;
    const [accountId, clientId] = [account?.accountId ?? '', client?.clientId ?? ''];
    if (verdict.skippable) return !prompts.has('none') && !(await this.reminders.isSkipped(accountId, clientId));
    if (prompts.has('none')) this.note(ctx, { accountId, clientId, ...verdict });
    return true;
  }

  private async details(ctx: KoaContextWithOIDC): Promise<RequiredIdentifiersDetails> {
    const verdict = await this.judgeRequest(ctx);
    if (verdict === null) return {};
    const methods = verdict.required.map(({ method: { id }, requirement }) => ({
      ...{ id, requirement },
      missing: verdict.missing.includes(id),
    }));
    const { skippable, from } = verdict;
    return { required: { methods, skippable, from: from?.toISOString() ?? null, proofs: this.proofs(ctx) } };
  }

  /** Only these let their person add an identifier here: by methods that the application offers. */
  private proofs(ctx: KoaContextWithOIDC): readonly CountedProof[] {
    return proofsOf((ctx.oidc.session ?? {}) as ProvedSession).flatMap((proof) => {
      const { methodId, acr, at, certificate } = proof;
      if (methodId === null || !this.offered.counts(ctx, proof)) return [];
      return [{ methodId, acr, at, byCertificate: certificate !== null }];
    });
  }

  private judgeRequest(ctx: KoaContextWithOIDC): Promise<Verdict | null> {
    const { oidc } = ctx;
    const known = this.verdicts.get(oidc);
    if (known !== undefined) return known;
    const verdict = this.readRequest(ctx);
    this.verdicts.set(oidc, verdict);
    return verdict;
  }

  private async readRequest(ctx: KoaContextWithOIDC): Promise<Verdict | null> {
    const { account, client } = ctx.oidc;
    if (account === undefined || client === undefined) return null;
    await this.offered.read(ctx);
    const all = await this.methods.requiredAt(client.clientId);
    const { clientId } = client;
    this.demanded.set(ctx.oidc, { clientId, methods: all.map(({ method: { id } }) => id) });
    return this.judge(account as AccountWithRole, clientId, all, shownIn(ctx));
  }

  private async judge(
    account: AccountWithRole,
    clientId: string,
    all: readonly RequiredMethod[],
    shown: readonly string[],
  ): Promise<Verdict | null> {
    if (all.length === 0) return null;
    const now = new Date();
    const atHand = new Set(shown);
    if (judgeRequirement(all.map(asRequired), atHand, now) === null) return null;
    const held = new Set([...atHand, ...(await this.held.of(account.accountId, all))]);
    if (judgeRequirement(all.map(asRequired), held, now) === null) return null;
    const required = await this.working(all, clientId, held);
    const lacking = judgeRequirement(required.map(asRequired), held, now);
    if (lacking === null) return null;
    const skippable = !lacking.due || (clientId === panelClientId && (await administers(account)));
    return { ...lacking, required, skippable };
  }

  /** Nobody is asked for what they cannot add: a method that is off or does not work is left out, and the event log says so. */
  private async working(
    all: readonly RequiredMethod[],
    clientId: string,
    held: ReadonlySet<string>,
  ): Promise<readonly RequiredMethod[]> {
    const judged = await Promise.all(
      all.map(async (each) => {
        if (held.has(each.method.id)) return [each];
        const problem = each.offered ? await this.problemOf(each) : 'sign_in_method.not_offered_here';
        if (problem === null) return [each];
        this.events.requirementSkipped({ clientId, methodId: each.method.id, code: problem });
        return [];
      }),
    );
    return judged.flat();
  }

  private async problemOf({ method: { type, params } }: RequiredMethod): Promise<ErrorCode | null> {
    const found = (await this.providers.ofType(type).problem?.(params)) ?? null;
    const code = found === null || typeof found === 'string' ? found : found.code;
    return code !== null && harmless.has(code) ? null : code;
  }

  private async mayUse(ctx: KoaContextWithOIDC, account: AccountWithRole, source: Source): Promise<boolean> {
    const { shownMethods = [], requirement } = source;
    if (requirement === undefined) return true;
    const { clientId, methods } = requirement;
    const all = (await this.methods.requiredAt(clientId)).filter(({ method }) => methods.includes(method.id));
    const verdict = await this.judge(account, clientId, all, shownMethods);
    if (verdict === null || verdict.skippable) return true;
    this.note(ctx, { accountId: account.accountId, clientId, ...verdict });
    return false;
  }

  private note(
    ctx: KoaContextWithOIDC,
    refused: Verdict & { readonly accountId: string; readonly clientId: string },
  ): void {
    const { accountId, clientId } = refused;
    const missing = refused.required.filter(({ method }) => refused.missing.includes(method.id));
    const isBrowser = authorizing.has(ctx.oidc.route);
    this.events.identifierRequired({
      ...{ accountId, clientId, missing: missing.map(({ method }) => method.name ?? method.type) },
      ...(isBrowser && { origin: requestOrigin({ ip: ctx.ip, headers: ctx.headers }) }),
    });
  }
}

/** Of a method with any other problem, people sign in. */
const harmless: ReadonlySet<string> = new Set(['sign_in_method.revocation_list_unusable']);

/** Owners and administrators of the system, and who administers an organization. */
const administers = async (account: AccountWithRole): Promise<boolean> => {
  const standing = await account.standing();
  if (standing === undefined) return false;
  return (
    standing.role !== 'member' || Object.values(standing.entry.organizations).some(({ role }) => role !== 'member')
  );
};
