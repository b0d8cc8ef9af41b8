import { Injectable } from '@nestjs/common';
import { levels } from '@postern/contracts';
import { levelsOf, SignInMethodDirectory, SignInProviders } from '@postern/provider-kit';
import type {
  AccessToken,
  ClientCredentials,
  Configuration,
  interactionPolicy,
  KoaContextWithOIDC,
} from 'oidc-provider';
import type Provider from 'oidc-provider';
import { EngineExtension } from '../engine/engine-extension.js';
import { beforeEntity } from '../engine-internals/request-context.js';
import { storeInSessions, whenSignedIn } from '../engine-internals/sessions.js';
import type { SessionProof } from '../storage/artifact.js';
import { judge } from './judgement.js';
import { addLevels } from './level-policy.js';
import { OfferedMethods } from './offered-proofs.js';
import { assertLevelAtUserinfo, nameLevelsInChallenge } from './userinfo-levels.js';
import { amrOf, formerCertificatesOf, proofsOf, type ProvedSession, withProofs } from './session-proofs.js';

/** How a person signed in, as codes and refresh tokens keep it. */
interface SignInFacts {
  readonly accountId?: string | undefined;
  acr?: string | undefined;
  amr?: string[] | undefined;
  authTime?: number | undefined;
}

const authorizing: ReadonlySet<string> = new Set(['authorization', 'resume']);

/**
 * Levels of sign-ins: applications ask for them (`acr_values`, or `acr` in `claims`), administrators set them, sessions keep what was
 * proved, and tokens tell it (RFC 9068 §2.2.1, RFC 9470 §6).
 */
@Injectable()
export class SignInLevels extends EngineExtension {
  constructor(
    private readonly providers: SignInProviders,
    private readonly methods: SignInMethodDirectory,
    private readonly offeredMethods: OfferedMethods,
  ) {
    super();
  }

  override configure(configuration: Configuration): Configuration {
    const policy = configuration.interactions?.policy as interactionPolicy.DefaultPolicy;
    addLevels(policy, this.offeredMethods, (clientId) => this.reachable(clientId));
    const { extraTokenClaims: others, findAccount } = configuration;
    return {
      ...configuration,
      findAccount: (ctx, sub, token) => {
        assertLevelAtUserinfo(ctx, token);
        return findAccount?.(ctx, sub, token);
      },
      acrValues: this.offered(),
      features: { ...configuration.features, claimsParameter: { enabled: true } },
      extraTokenClaims: async (ctx, token) => ({ ...signInClaims(ctx, token), ...(await others?.(ctx, token)) }),
    };
  }

  override teach(provider: Provider): void {
    provider.use((async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
      await next();
      if (ctx.oidc?.route === 'userinfo') nameLevelsInChallenge(ctx);
    }) as never);
    storeInSessions(provider, 'proofs' satisfies keyof ProvedSession);
    storeInSessions(provider, 'formerCertificates' satisfies keyof ProvedSession);
    whenSignedIn(provider, (session, before, result) => {
      const isSame = before.accountId === session.accountId;
      const { proofs: given = [] } = result as { readonly proofs?: readonly SessionProof[] };
      const proofs = withProofs(isSame ? proofsOf(before as ProvedSession) : [], given);
      const formerCertificates = isSame ? formerCertificatesOf(before as ProvedSession, proofs) : [];
      Object.assign(session, { proofs, formerCertificates } satisfies ProvedSession);
    });
    beforeEntity(provider, (ctx, key, value) => {
      if (key === 'AuthorizationCode' && authorizing.has(ctx.oidc.route))
        tell(ctx, this.offeredMethods, value as SignInFacts);
    });
  }

  /** By any provider that this server was built with, in the order of the levels. */
  private offered(): string[] {
    const all = new Set(this.providers.all().flatMap((provider) => levelsOf(provider)));
    return levels.filter((level) => all.has(level));
  }

  private async reachable(clientId: string): Promise<readonly string[]> {
    const methods = await this.methods.offeredAt(clientId);
    return methods.flatMap(({ type, params }) => levelsOf(this.providers.ofType(type), params));
  }
}

/** An authorization code tells what was reached for its request, and by which proofs the session is. */
const tell = (ctx: KoaContextWithOIDC, offered: OfferedMethods, code: SignInFacts): void => {
  const { proofs, reached, lastIsForeign } = judge(ctx, offered);
  code.amr = [...amrOf(proofs)];
  const last = proofs.at(-1);
  // Otherwise the engine tells the last proof of the session.
  const told = reached ?? (lastIsForeign && last !== undefined ? { acr: last.acr, proof: last } : undefined);
  if (told === undefined) return;
  code.acr = told.acr;
  code.authTime = Math.floor(told.proof.at);
};

/** What an access token tells of the sign-in that it comes from. */
const signInClaims = (
  ctx: KoaContextWithOIDC | undefined,
  token: AccessToken | ClientCredentials,
): { readonly acr?: string; readonly amr?: readonly string[]; readonly auth_time?: number } => {
  const { RefreshToken: refreshToken, AuthorizationCode: code } = (ctx?.oidc.entities ?? {}) as Readonly<
    Record<string, SignInFacts | undefined>
  >;
  const source = refreshToken ?? code;
  if (source?.accountId === undefined || source.accountId !== (token as { accountId?: string }).accountId) return {};
  const { acr, amr, authTime } = source;
  return {
    ...(acr !== undefined && { acr }),
    // A certificate of two factors reaches the level of a certificate, and other two factors do not (`levelsOfProof`).
    ...(amr !== undefined && { amr }),
    ...(authTime !== undefined && { auth_time: authTime }),
  };
};
