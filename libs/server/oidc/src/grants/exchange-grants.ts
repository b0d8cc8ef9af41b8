import { Injectable } from '@nestjs/common';
import { ApiAccessLookup, jwtBearerGrant, tokenExchangeGrant } from '@postern/clients';
import { requestOrigin } from '@postern/requests';
import type { JWK } from 'jose';
import type { Configuration, ResourceServerInstance, TokenEndpointGrantContext } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { buildTokenResponse, checkMtlsCert } from '../engine-internals/token-endpoint.js';
import { EngineExtension } from '../engine/engine-extension.js';
import { assertUsable } from '../mutual-tls/handshake-checks.js';
import { Handshakes, problemOf } from '../mutual-tls/request-handshakes.js';
import { TokenPermissions } from '../tokens/token-permissions.js';
import { nextActor } from './act-claim.js';
import { assertActorToken } from './actor-token.js';
import { actorClaims, createDelegatedToken, teachDelegation, type Token } from './delegated-tokens.js';
import type { ExchangeRequest, RequestParameters } from './exchange-request.js';
import { readScope, readTarget } from './exchange-target.js';
import { EngineEvents } from '../events.js';
import { onBehalfOfParameters, readOnBehalfOf } from './on-behalf-of.grant.js';
import { RefusedExchangeError } from './refused-exchange.error.js';
import { readSubjectToken } from './subject-token.js';
import { accessTokenType, readTokenExchange, tokenExchangeParameters } from './token-exchange.grant.js';

type Jwks = Parameters<typeof assertActorToken>[2];

/** The differences of the two grants in parameters and errors. */
interface Spelling {
  readonly grantType: string;
  readonly read: (parameters: RequestParameters) => ExchangeRequest;
  /** `error` for invalid tokens. */
  readonly bad: 'invalid_grant' | 'invalid_request';
  readonly issuedTokenType?: string;
}

/** What is known of an exchange while it is under way, for the event log. */
interface Facts {
  subject?: Token;
  target?: ResourceServerInstance;
  scope?: string | undefined;
}

/**
 * An API goes on, for the person whose token it was sent, to another API: on-behalf-of, and token exchange (RFC 8693). The new token
 * stays the person's (`sub`), says who acts (`act`), and never outlives the one it came from.
 */
@Injectable()
export class ExchangeGrants extends EngineExtension {
  private jwks: Jwks = { keys: [] };

  constructor(
    private readonly apis: ApiAccessLookup,
    private readonly handshakes: Handshakes,
    private readonly events: EngineEvents,
    private readonly permissions: TokenPermissions,
  ) {
    super();
  }

  override configure(configuration: Configuration): Configuration {
    this.jwks = { keys: (configuration.jwks?.keys ?? []).map(publicPart) } as Jwks;
    return { ...configuration, extraTokenClaims: (_ctx, token) => actorClaims(token) };
  }

  override teach(provider: Provider): void {
    teachDelegation(provider);
    this.register(provider, onBehalfOfParameters, {
      grantType: jwtBearerGrant,
      read: readOnBehalfOf,
      bad: 'invalid_grant',
    });
    this.register(provider, tokenExchangeParameters, {
      grantType: tokenExchangeGrant,
      read: readTokenExchange,
      bad: 'invalid_request',
      issuedTokenType: accessTokenType,
    });
  }

  private register(provider: Provider, parameters: readonly string[], spelling: Spelling): void {
    provider.registerGrantType(
      spelling.grantType,
      (ctx) => this.exchange(ctx, spelling),
      [...parameters],
      ['resource'],
    );
  }

  private async exchange(ctx: TokenEndpointGrantContext, spelling: Spelling): Promise<void> {
    const facts: Facts = {};
    try {
      await this.issue(ctx, spelling, facts);
      this.announce(ctx, spelling, facts, null);
    } catch (error) {
      const refusal = error instanceof RefusedExchangeError ? error : undefined;
      this.announce(ctx, spelling, facts, refusal?.reason ?? (error as { error?: string }).error ?? 'server_error');
      throw refusal?.answer(spelling.bad) ?? error;
    }
  }

  private async issue(ctx: TokenEndpointGrantContext, spelling: Spelling, facts: Facts): Promise<void> {
    const { client, params, provider } = ctx.oidc;
    if (client.clientAuthMethod === 'none') {
      throw new RefusedExchangeError(
        'client',
        'client.public',
        'only applications that prove themselves may act for people',
      );
    }
    const request = spelling.read(params as RequestParameters);
    const subject = (facts.subject = await readSubjectToken(
      ctx,
      { apis: this.apis, permissions: this.permissions },
      request.subjectToken,
    ));
    if (request.actorToken !== undefined) await assertActorToken(ctx, request.actorToken, this.jwks);
    const target = (facts.target = await readTarget(ctx, this.apis));
    const scope = (facts.scope = readScope(request.scope, target));
    const token = createDelegatedToken(
      provider,
      {
        client,
        accountId: subject.accountId,
        sessionUid: subject.sessionUid,
        delegation: subject.delegation ?? {
          grantId: subject.grantId,
          endsWithSession: subject.expiresWithSession === true,
        },
        gty: spelling.grantType,
        expiresIn: remainingSeconds(subject, target),
        scope,
        organization: subject.organization,
        requirement: subject.requirement,
      },
      nextActor(client.clientId, subject.extra?.act),
      subject.extra,
    );
    token.resourceServer = target;
    const certificate = this.certificateFor(ctx, subject);
    if (certificate !== undefined) token.setThumbprint('x5t', certificate);
    ctx.oidc.entity('AccessToken', token);
    ctx.body = buildTokenResponse(provider, {
      accessToken: await token.save(),
      expiresIn: token.expiration,
      issuedTokenType: spelling.issuedTokenType,
      scope,
      tokenType: token.tokenType,
    });
  }

  /** Where its application wants it, and where the token was bound before, a token is bound to the certificate of this request. */
  private certificateFor(ctx: TokenEndpointGrantContext, subject: Token): ReturnType<typeof checkMtlsCert> {
    const wanted = checkMtlsCert(ctx.oidc.provider, ctx);
    if (wanted !== undefined || subject['x5t#S256'] === undefined) return wanted;
    const handshake = this.handshakes.of(ctx.req);
    const isGood = handshake !== undefined && problemOf(() => assertUsable(handshake)) === undefined;
    return isGood ? handshake.facts.base64 : undefined;
  }

  private announce(ctx: TokenEndpointGrantContext, spelling: Spelling, facts: Facts, refusal: string | null): void {
    this.events.tokenExchanged({
      clientId: ctx.oidc.client.clientId,
      accountId: facts.subject?.accountId ?? null,
      refusal,
      grantType: spelling.grantType,
      audience: facts.target?.identifier() ?? null,
      scope: facts.scope ?? null,
      origin: requestOrigin({ ip: ctx.ip, headers: ctx.headers }),
    });
  }
}

/** RFC 7518 §6.2.1, §6.3.1. */
const publicPart = (key: object): object => {
  const { kid, kty, crv, x, y, n, e } = key as JWK;
  return kty === 'RSA' ? { kid, kty, n, e } : { kid, kty, crv, x, y };
};

/** As long as the API's tokens live, but never beyond the token it came from. */
const remainingSeconds = ({ exp = 0 }: Token, { accessTokenTTL }: ResourceServerInstance): number =>
  Math.min(accessTokenTTL ?? Infinity, exp - Math.floor(Date.now() / 1000));
