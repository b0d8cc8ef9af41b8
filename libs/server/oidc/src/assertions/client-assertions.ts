import { Injectable } from '@nestjs/common';
import { type ActiveCredential, algorithmsOf, assertionAlgorithms, CredentialUses } from '@postern/clients';
import { ServerConfig } from '@postern/config';
import { requestOrigin } from '@postern/requests';
import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { RefusedAuthenticationError } from '../client-authentication/refused-authentication.error.js';
import { EngineExtension } from '../engine/engine-extension.js';
import { enginePath, secondTokenPath } from '../engine/engine-paths.js';
import { credentialsOf } from '../engine/remembered-clients.js';
import { endpointAliases } from '../mutual-tls/endpoint-aliases.js';
import { ArtifactStore } from '../storage/artifact-store.js';
import { UnitOfWork } from '../storage/unit-of-work.js';
import { AssertionConfig } from './assertion.config.js';
import { type AssertionClaims, assertClaims, clockSkew } from './assertion-claims.js';
import { type AssertionHeader, assertHeader } from './assertion-header.js';
import { type Reuse, reuseOf, tooLongToRepeat } from './assertion-reuse.policy.js';
import { EngineEvents } from '../events.js';
import { validCredential } from './credential-validity.js';
import { overrideAssertions, type RegisteredKey } from './engine-overrides.js';
import { keysNamedBy } from './named-key.js';

/**
 * `private_key_jwt` (RFC 7523 §2.2) by registered certificate or key. The engine parses and verifies; this says which key, which
 * audience, for how long, and how often.
 */
@Injectable()
export class ClientAssertions extends EngineExtension {
  /** The credential of a request's application; its use is recorded once the assertion is known to be new. */
  private readonly proved = new WeakMap<KoaContextWithOIDC, Proof>();

  private audiences: ReadonlySet<string> = new Set();

  constructor(
    private readonly config: AssertionConfig,
    private readonly server: ServerConfig,
    private readonly uses: CredentialUses,
    private readonly store: ArtifactStore,
    private readonly units: UnitOfWork,
    private readonly events: EngineEvents,
  ) {
    super();
  }

  override configure(configuration: Configuration): Configuration {
    return {
      ...configuration,
      clientAuthMethods: [...(configuration.clientAuthMethods ?? []), 'private_key_jwt'],
      enabledJWA: { ...configuration.enabledJWA, clientAuthSigningAlgValues: [...assertionAlgorithms] },
      // For assertions: stored ids expire by the clock of the database.
      clockTolerance: clockSkew,
      assertJwtClientAuthClaimsAndHeader: (ctx, claims, header, client) =>
        this.assertUsable(ctx, claims as AssertionClaims, header as AssertionHeader, client),
    };
  }

  override teach(provider: Provider): void {
    this.audiences = this.audiencesOf(provider);
    overrideAssertions(provider, {
      audiences: this.audiences,
      chooseKeys,
      useOnce: (ctx, clientId, jti, until) => this.useOnce(ctx, clientId, jti, until),
    });
  }

  /**
   * The token endpoint, under all its addresses, and the issuer (RFC 7523 §3, draft-ietf-oauth-rfc7523bis §4); the origin with a slash
   * is how Auth0's libraries call the issuer.
   */
  private audiencesOf(provider: Provider): ReadonlySet<string> {
    const { CLIENTS_ORIGIN, CLIENTS_SOCKET, PUBLIC_ORIGIN } = this.server;
    const { token_endpoint: alias } = endpointAliases(CLIENTS_ORIGIN, enginePath);
    const own = [provider.issuer, provider.urlFor('token'), `${PUBLIC_ORIGIN}${secondTokenPath}`, `${PUBLIC_ORIGIN}/`];
    const atClients = [alias, `${CLIENTS_ORIGIN}${secondTokenPath}`].filter((address) => address !== undefined);
    return new Set(CLIENTS_SOCKET === '' || alias === undefined ? own : [...own, ...atClients]);
  }

  private assertUsable(
    ctx: KoaContextWithOIDC,
    claims: AssertionClaims,
    header: AssertionHeader,
    client: Client,
  ): void {
    const now = Date.now();
    const lifetime = this.config.CLIENT_ASSERTION_LIFETIME;
    assertClaims(claims, { audiences: this.audiences, lifetime }, now / 1000);
    const named = keysNamedBy(header, credentialsOf(client), ({ names }) => names);
    this.proved.set(ctx, { credential: validCredential(named, now), reuse: reuseOf(client, claims) });
  }

  private useOnce(ctx: KoaContextWithOIDC, clientId: string, jti: string, until: number): boolean | Promise<boolean> {
    // A client id never contains a space.
    const once = { model: 'ReplayDetection', id: `${clientId} ${jti}`, until };
    const { current: work } = this.units;
    const { credential, reuse = 'once' } = this.proved.get(ctx) ?? {};
    const note = (): void => {
      if (credential !== undefined) this.uses.record(credential.id);
    };
    const noteRepetition = (): void => {
      note();
      this.events.assertionReused({ clientId, origin: requestOrigin({ ip: ctx.ip, headers: ctx.headers }) });
    };
    // This grant only adds a token: the statement that stores it detects a repeated assertion.
    if (work !== undefined && ctx.oidc.params?.['grant_type'] === 'client_credentials' && reuse !== 'too_long') {
      Object.assign(work, {
        ...{ first: once, whenFirst: note },
        ...(reuse === 'until_expiry' && { whenRepeated: noteRepetition }),
      });
      return true;
    }
    return this.store.insertOnce(once.model, once.id, once.until).then((isFirst) => {
      if (isFirst) note();
      else if (reuse === 'until_expiry') noteRepetition();
      else if (reuse === 'too_long') throw tooLongToRepeat();
      return isFirst || reuse === 'until_expiry';
    });
  }
}

interface Proof {
  readonly credential: ActiveCredential;
  readonly reuse: Reuse;
}

const chooseKeys = (header: AssertionHeader, registered: readonly RegisteredKey[]): readonly RegisteredKey[] => {
  assertHeader(header);
  const named = keysNamedBy(header, registered, (key) => key);
  // With several it would be unknown afterwards which one signed; a thumbprint names exactly one.
  if (named.length > 1 && new Set(named.map(materialOf)).size > 1) {
    throw new RefusedAuthenticationError(
      'assertion.ambiguous_key',
      'several registered keys have this kid: name one by x5t#S256',
    );
  }
  const able = named.filter((key) =>
    algorithmsOf({ alg: key.alg ?? null, publicJwk: key }).some((alg) => alg === header['alg']),
  );
  if (able.length > 0) return able;
  const sentence = 'alg of the assertion is none that the registered key may sign with';
  throw new RefusedAuthenticationError('assertion.algorithm', sentence);
};

const materialOf = ({ kty, n, crv, x, y }: RegisteredKey): string => [kty, n, crv, x, y].join(' ');
