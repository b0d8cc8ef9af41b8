import { Injectable } from '@nestjs/common';
import { CredentialUses } from '@postern/clients';
import { ServerConfig } from '@postern/config';
import { requestOrigin } from '@postern/requests';
import type { X509Error } from '@postern/x509';
import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { EngineEvents, otherCertificate } from '../events.js';
import { RefusedAuthenticationError } from '../client-authentication/refused-authentication.error.js';
import { engineSentences } from '../engine-internals/sentences.js';
import { EngineExtension } from '../engine/engine-extension.js';
import { enginePath } from '../engine/engine-paths.js';
import { credentialsOf } from '../engine/remembered-clients.js';
import { type DiscoveryDocument, endpointAliases, withoutMutualTls } from './endpoint-aliases.js';
import { assertTrusted, assertUsable, type Handshake } from './handshake-checks.js';
import { Handshakes, problemOf } from './request-handshakes.js';
import { otherSubject, refusedBy, sentenceOf, unregistered } from './refusal-sentences.js';
import { registeredCertificate, registeredName } from './registered-names.js';

const methods = ['tls_client_auth', 'self_signed_tls_client_auth'] as const;

/**
 * Mutual TLS for applications (RFC 8705): both ways to authenticate (§2), tokens bound to a certificate (§3, §4), and endpoint aliases
 * (§5). The engine calls it; the certificate is always that of the client listener's handshake.
 */
@Injectable()
export class MutualTls extends EngineExtension {
  constructor(
    private readonly config: ServerConfig,
    private readonly handshakes: Handshakes,
    private readonly uses: CredentialUses,
    private readonly events: EngineEvents,
  ) {
    super();
  }

  override configure(configuration: Configuration): Configuration {
    const { CLIENTS_ORIGIN } = this.config;
    return {
      ...configuration,
      clientAuthMethods: [...(configuration.clientAuthMethods ?? []), ...methods],
      features: {
        ...configuration.features,
        mTLS: {
          enabled: true,
          certificateBoundAccessTokens: true,
          selfSignedTlsClientAuth: true,
          tlsClientAuth: true,
          getCertificate: (ctx) => this.certificateOf(ctx),
          certificateAuthorized: (ctx) => this.isTrusted(ctx),
          // The engine knows one name of each application; all names were compared before.
          certificateSubjectMatches: () => true,
        },
      },
      ...(this.hasListener && {
        discovery: { ...configuration.discovery, mtls_endpoint_aliases: endpointAliases(CLIENTS_ORIGIN, enginePath) },
      }),
    };
  }

  override teach(provider: Provider): void {
    // Only the engine's words tell this one from other refusals.
    const heed = (ctx: KoaContextWithOIDC, { error_detail }: { readonly error_detail?: string }): void => {
      if (error_detail === engineSentences.otherBinding) this.announceOtherCertificate(ctx);
    };
    provider.on('userinfo.error', heed);
    provider.on('grant.error', heed);
    provider.use(
      this.hasListener
        ? // Without a promise where possible, because every request passes here.
          (ctx, next) => this.handshakes.prepare(ctx.req)?.then(next) ?? next()
        : async (ctx, next) => {
            await next();
            const { oidc } = ctx as Partial<KoaContextWithOIDC>;
            if (oidc?.route === 'discovery') ctx.body = withoutMutualTls(ctx.body as DiscoveryDocument);
          },
    );
  }

  private get hasListener(): boolean {
    return this.config.CLIENTS_SOCKET !== '';
  }

  /**
   * The certificate in the engine's form. Asked for when an application authenticates, when a token is bound, and when a bound
   * token is used.
   */
  private certificateOf(ctx: KoaContextWithOIDC): string | undefined {
    const { route, client } = ctx.oidc;
    const handshake = this.handshakes.of(ctx.req);
    // Wherever the engine knows the application by now, it authenticates; userinfo learns of it only from the token.
    if (client !== undefined && isByCertificate(client)) {
      if (handshake === undefined) return this.refuseWithout(ctx);
      if (client.clientAuthMethod === 'self_signed_tls_client_auth') this.assertRegistered(handshake, client);
      return handshake.facts.base64;
    }
    const problem = handshake && problemOf(() => assertUsable(handshake));
    if (handshake !== undefined && problem === undefined) return handshake.facts.base64;
    if (route === 'token' && client?.tlsClientCertificateBoundAccessTokens === true) throw notBound(problem);
    return undefined;
  }

  /** The engine refuses a missing certificate; an unreadable or forged one is refused here. */
  private refuseWithout(ctx: KoaContextWithOIDC): undefined {
    const refusal = this.handshakes.refusalOf(ctx.req);
    if (refusal === undefined || refusal.code === 'certificate.missing') return undefined;
    throw new RefusedAuthenticationError(refusal.code, 'the client certificate cannot be read');
  }

  /** RFC 8705 §2.2: exactly the registered certificate, still valid. */
  private assertRegistered(handshake: Handshake, client: Client): void {
    const credential = registeredCertificate(handshake, credentialsOf(client));
    if (credential === undefined) throw unregistered();
    refuse(() => assertUsable(handshake));
    this.uses.record(credential.id);
  }

  /** RFC 8705 §2.1: issued by an authority that is trusted for applications, with a name that is registered. */
  private isTrusted({ req, oidc: { client } }: KoaContextWithOIDC): boolean {
    const handshake = this.handshakes.of(req);
    if (handshake === undefined || client === undefined) return false;
    refuse(() => assertTrusted(handshake));
    const credential = registeredName(handshake, credentialsOf(client));
    if (credential === undefined) throw otherSubject();
    this.uses.record(credential.id);
    return true;
  }

  /** A bound token was sent without its certificate. */
  private announceOtherCertificate(ctx: KoaContextWithOIDC): void {
    const { AccessToken, Client } = ctx.oidc.entities;
    this.events.authenticationFailed({
      clientId: AccessToken?.clientId ?? Client?.clientId ?? null,
      method: null,
      reason: otherCertificate,
      origin: requestOrigin({ ip: ctx.ip, headers: ctx.headers }),
    });
  }
}

const isByCertificate = ({ clientAuthMethod }: Client): boolean =>
  (methods as readonly (string | undefined)[]).includes(clientAuthMethod);

const refuse = (check: () => void): void => {
  const problem = problemOf(check);
  if (problem !== undefined) throw refusedBy(problem);
};

/** RFC 8705 §3: a bound token needs a certificate to bind it to. */
const notBound = (problem: X509Error | undefined): Error =>
  Object.assign(new errors.InvalidGrant('no certificate to bind the token to'), {
    error_description:
      problem === undefined
        ? 'tokens of this application are bound to a certificate: call the endpoint named in mtls_endpoint_aliases, with one'
        : sentenceOf(problem),
  });
