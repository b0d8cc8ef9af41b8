import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AccountClaims, AccountGroups } from '@postern/accounts';
import { ClientOriginIndex, Clients } from '@postern/clients';
import { ServerConfig } from '@postern/config';
import { ChangeFeed, mayBeRepeated } from '@postern/database';
import { requestOrigin } from '@postern/requests';
import Provider, { type KoaContextWithOIDC } from 'oidc-provider';
import { SigningKeys } from '../keys/signing-keys.js';
import { EngineEvents } from '../events.js';
import { ArtifactStore } from '../storage/artifact-store.js';
import { RecentArtifacts } from '../storage/recent-artifacts.js';
import { UnitOfWork } from '../storage/unit-of-work.js';
import { releaseUnmaskedClaims } from '../engine-internals/claims.js';
import { compareHashedClientSecrets } from './client-secrets.js';
import { engineConfiguration } from './engine-configuration.js';
import { createEngineEdge } from './engine-edge.js';
import { InteractionCookies } from './interaction-cookies.js';
import { InteractionPages } from './interaction-pages.js';
import { createPostRedirects } from './posted-requests.js';
import { createPreflightFilter } from './preflights.js';
import { rememberClients } from './remembered-clients.js';
import { enginePath, pathWithinEngine } from './engine-paths.js';
import { ENGINE_EXTENSIONS, type EngineExtension } from './engine-extension.js';

/** The protocol engine. All its state is in the database, so a new one takes over whenever the signing keys change. */
@Injectable()
export class Engine implements OnModuleInit {
  private readonly logger = new Logger(Engine.name);
  private readonly cookies: InteractionCookies;
  private provider: Provider | undefined;
  private callback: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined;

  constructor(
    private readonly config: ServerConfig,
    private readonly keys: SigningKeys,
    private readonly store: ArtifactStore,
    private readonly units: UnitOfWork,
    private readonly recent: RecentArtifacts,
    private readonly pages: InteractionPages,
    private readonly clients: Clients,
    private readonly origins: ClientOriginIndex,
    private readonly accounts: AccountClaims,
    private readonly groups: AccountGroups,
    private readonly changes: ChangeFeed,
    private readonly events: EngineEvents,
    @Inject(ENGINE_EXTENSIONS) private readonly extensions: readonly EngineExtension[],
  ) {
    this.cookies = new InteractionCookies(config);
  }

  async onModuleInit(): Promise<void> {
    await this.build();
    this.changes.onChange('signing_key', () => {
      // The present engine keeps its keys; the next change tries again.
      this.build().catch((error: unknown) => this.logger.error(error, 'signing keys were not reloaded'));
    });
  }

  get issuer(): string {
    return `${this.config.PUBLIC_ORIGIN}${enginePath}`;
  }

  /** The current engine; it may be replaced, so do not store it. */
  get current(): Provider {
    if (this.provider === undefined) throw new Error('the engine is not built yet');
    return this.provider;
  }

  /** Answers a request whose path is below `enginePath`, or `secondTokenPath`. */
  handle(request: IncomingMessage & { originalUrl?: string }, response: ServerResponse): Promise<void> {
    if (this.callback === undefined) throw new Error('the engine is not built yet');
    const path = pathWithinEngine(request);
    request.originalUrl = `${enginePath}${path}`;
    request.url = path;
    this.cookies.translate(request);
    return this.callback(request, response);
  }

  /** Whether this browser began the interaction: its signed cookie alone says whose sign-in it is. */
  isInteractionOf(request: IncomingMessage, uid: string): boolean {
    return this.cookies.areOf(request, uid);
  }

  /** @throws errors.SessionNotFound when the interaction has ended or belongs to another browser */
  interaction(
    request: IncomingMessage,
    response: ServerResponse,
    uid: string,
  ): ReturnType<Provider['interactionDetails']> {
    const begun = this.pages.begunBy(request, uid);
    if (begun !== undefined) return Promise.resolve(begun);
    this.cookies.translate(request, uid);
    return this.current.interactionDetails(request, response);
  }

  /** Resumes an interaction in the request that stored its result, which saves the browser a round trip. */
  async resume(request: IncomingMessage, response: ServerResponse, uid: string): Promise<void> {
    request.url = `${enginePath}/auth/${uid}`;
    await this.handle(request, response);
  }

  private async build(): Promise<void> {
    const { config, store, units, recent, clients, accounts, groups } = this;
    const own = engineConfiguration(
      { config, store, units, recent, clients, accounts, groups },
      await this.keys.load(),
    );
    const provider = new Provider(
      this.issuer,
      this.extensions.reduce((configuration, extension) => extension.configure(configuration), own),
    );
    provider.proxy = true;
    compareHashedClientSecrets(provider);
    rememberClients(provider, clients);
    releaseUnmaskedClaims(provider);
    provider.use(createEngineEdge(units, this.cookies, this.pages) as never);
    provider.use(createPostRedirects(enginePath) as never);
    provider.use(createPreflightFilter(this.origins) as never);
    for (const extension of this.extensions) extension.teach(provider);
    provider.on('server_error', (_ctx: unknown, error: Error) => this.note(error));
    provider.on('backchannel.error', (_ctx, error: Error, client) =>
      this.logger.warn(`${client.clientId} was not told that a session ended: ${String(error.cause ?? error)}`),
    );
    provider.on('end_session.success', (ctx) => this.announce(ctx));
    this.provider = provider;
    this.callback = provider.callback() as typeof this.callback;
  }

  private announce(ctx: KoaContextWithOIDC): void {
    const { accountId } = ctx.oidc.session ?? {};
    // Without `logout` the person chose to stay signed in.
    if (accountId === undefined || !ctx.oidc.params?.['logout']) return;
    const origin = requestOrigin({ ip: ctx.ip, headers: ctx.headers });
    this.events.signedOut({ accountId, clientId: ctx.oidc.client?.clientId ?? null, origin });
  }

  /** The engine has made a `server_error` of it; when the database is away or busy, the edge says so instead. */
  private note(error: Error): void {
    const { current: work } = this.units;
    if (work !== undefined && mayBeRepeated(error)) work.failure ??= error;
    else this.logger.error(error, 'engine error');
  }
}
