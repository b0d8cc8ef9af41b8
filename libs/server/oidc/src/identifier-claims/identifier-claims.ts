import { Injectable } from '@nestjs/common';
import { requestOrigin } from '@postern/requests';
import { type Configuration, errors, type interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { ownMetadataOf } from '../engine/client-metadata.js';
import { EngineExtension } from '../engine/engine-extension.js';
import { beforeEntity, withoutRequestedClaims } from '../engine-internals/request-context.js';
import { EngineEvents } from '../events.js';
import type { ProvedSession } from '../levels/session-proofs.js';
import { type AskedIdentifier, askedIdentifiers, type Choices, isListed, isTold } from './asked-identifiers.js';
import { identifierValue, type PairwiseSector, sectorOf, usedCertificateValue } from './claim-values.js';
import { addIdentifierPrompts } from './identifier-prompts.js';
import { PairwiseSecrets } from './pairwise-secrets.js';
import { type Candidates, ReleaseCandidates } from './release-candidates.js';
import { ReleaseChoices } from './release-choices.js';
import { type ReleaseScope, releaseScopes } from '../engine/release-scopes.js';

type SessionOfAccount = ProvedSession & { readonly accountId?: string };

/** What is known of a person and an application while a request is answered. */
interface Release {
  readonly scopes: ReadonlySet<ReleaseScope>;
  readonly candidates: Candidates;
  readonly choices: Choices;
}

const authorizing: ReadonlySet<string> = new Set(['authorization', 'resume']);

/**
 * The claims `identifiers` and `certificate`: what an application learns of the identifiers of whoever signed in. An administrator lets it
 * ask, the publicity of each identifier decides, and what is told is true at that moment.
 */
@Injectable()
export class IdentifierClaims extends EngineExtension {
  /** By the engine's context of a request: several checks ask the same. */
  private readonly releases = new WeakMap<object, Promise<Release>>();

  constructor(
    private readonly candidates: ReleaseCandidates,
    private readonly choices: ReleaseChoices,
    private readonly secrets: PairwiseSecrets,
    private readonly events: EngineEvents,
  ) {
    super();
  }

  override configure(configuration: Configuration): Configuration {
    addIdentifierPrompts(configuration.interactions?.policy as interactionPolicy.DefaultPolicy, (ctx) => this.ask(ctx));
    const { findAccount } = configuration;
    return {
      ...configuration,
      findAccount: async (ctx, sub, token) => {
        const account = await findAccount?.(ctx, sub, token);
        return (
          account && {
            ...account,
            claims: async (use, scope, asked, rejected) => ({
              ...(await account.claims(use, scope, asked, rejected)),
              ...(await this.claims(ctx, sub, { use, scope, asked: asked as Readonly<Record<string, unknown>> })),
            }),
          }
        );
      },
    };
  }

  override teach(provider: Provider): void {
    withoutRequestedClaims(provider, ({ scope = '' }) => {
      const scopes = new Set(String(scope).split(' '));
      return (['identifiers', 'certificate'] as const).filter((claim) => !scopes.has(claim));
    });
    beforeEntity(provider, (ctx, key) => {
      if (key === 'AuthorizationCode' && authorizing.has(ctx.oidc.route)) void this.note(ctx);
    });
  }

  /** Which identifiers the consent page names. */
  private async ask(ctx: KoaContextWithOIDC): Promise<readonly AskedIdentifier[]> {
    const release = await this.releaseOf(ctx);
    if (release === undefined) return [];
    const { scopes, candidates, choices } = release;
    const isRequired = ctx.oidc.client !== undefined && ownMetadataOf(ctx.oidc.client).certificate_required === true;
    if (isRequired && scopes.has('certificate') && candidates.used === null) {
      throw new errors.UnmetAuthenticationRequirements('the application has to know a certificate, and there is none');
    }
    return askedIdentifiers(candidates, choices, scopes, isRequired);
  }

  /** For an authorization request; undefined where it asks for nothing of this. */
  private releaseOf(ctx: KoaContextWithOIDC): Promise<Release> | undefined {
    const { oidc } = ctx;
    const scopes = releaseScopes(String(oidc.params?.['scope'] ?? ''), oidc.client);
    const session = oidc.session as SessionOfAccount | undefined;
    if (scopes.size === 0 || session?.accountId === undefined || oidc.client === undefined) return undefined;
    const known = this.releases.get(oidc);
    if (known !== undefined) return known;
    const release = this.read(scopes, session.accountId, oidc.client.clientId, session);
    this.releases.set(oidc, release);
    return release;
  }

  private async read(
    scopes: ReadonlySet<ReleaseScope>,
    accountId: string,
    clientId: string,
    session: SessionOfAccount | undefined,
  ): Promise<Release> {
    const [candidates, choices] = await Promise.all([
      this.candidates.of(accountId, clientId, scopes.has('certificate') ? session : undefined),
      this.choices.of(accountId, clientId),
    ]);
    return { scopes, candidates, choices };
  }

  /** An ID token has only what was asked for by name: it travels further than userinfo, as `id_token_hint`. */
  private async claims(
    ctx: KoaContextWithOIDC,
    accountId: string,
    { use, scope, asked }: { use: string; scope: string; asked: Readonly<Record<string, unknown>> },
  ): Promise<Readonly<Record<string, unknown>>> {
    const { client } = ctx.oidc;
    const scopes = releaseScopes(scope, client);
    const isWanted = (claim: 'identifiers' | 'certificate') =>
      scopes.has(claim) && (use !== 'id_token' || claim in asked);
    const wanted = (['identifiers', 'certificate'] as const).filter(isWanted);
    if (client === undefined || wanted.length === 0) return {};
    const session = wanted.includes('certificate') ? await sessionOf(ctx, accountId) : undefined;
    const { candidates, choices } = await this.read(scopes, accountId, client.clientId, session);
    const { used } = candidates;
    const { first_party: isFirstParty, pairwise_identifiers: isPairwise } = ownMetadataOf(client);
    const sector = isPairwise === true ? await this.sectorOf(client) : undefined;
    const hasPem = use === 'userinfo' && isFirstParty === true && scopes.has('certificate:pem');
    return {
      ...(wanted.includes('identifiers') && {
        identifiers: candidates.identifiers
          .filter((each) => isListed(each, choices))
          .map((each) => identifierValue({ ...each, certificate: each.certificate?.summary ?? null }, sector)),
      }),
      ...(used !== null &&
        isTold(used, choices) && { certificate: usedCertificateValue(used, hasPem ? used.der : null, sector) }),
    };
  }

  private async sectorOf({
    clientId,
    redirectUris,
  }: {
    clientId: string;
    redirectUris?: readonly string[] | undefined;
  }): Promise<PairwiseSector> {
    return { name: sectorOf(clientId, redirectUris), secret: await this.secrets.load() };
  }

  /** What the application can see from now on. Nothing waits for it. */
  private async note(ctx: KoaContextWithOIDC): Promise<void> {
    const release = await this.releaseOf(ctx);
    const { client, session } = ctx.oidc;
    if (release === undefined || client === undefined || session?.accountId === undefined) return;
    const { scopes, candidates, choices } = release;
    const identifiers = scopes.has('identifiers')
      ? candidates.identifiers.filter((each) => isListed(each, choices)).length
      : 0;
    const certificate = candidates.used !== null && isTold(candidates.used, choices);
    if (identifiers === 0 && !certificate) return;
    this.events.identifiersReleased({
      ...{ accountId: session.accountId, clientId: client.clientId },
      ...{ identifiers, certificate, origin: requestOrigin({ ip: ctx.ip, headers: ctx.headers }) },
    });
  }
}

/** The session that a code or token comes from, if it still stands and is this person's. */
const sessionOf = async ({ oidc }: KoaContextWithOIDC, accountId: string): Promise<SessionOfAccount | undefined> => {
  const { AccessToken: token, RefreshToken: refreshToken, AuthorizationCode: code } = oidc.entities;
  const uid = (token ?? refreshToken ?? code)?.sessionUid;
  if (uid === undefined) return undefined;
  const session = (await oidc.provider.Session.findByUid(uid)) as SessionOfAccount | undefined;
  return session?.accountId === accountId ? session : undefined;
};
