import { Injectable } from '@nestjs/common';
import type { ClientAccess } from '@postern/contracts';
import { NotFoundError } from '@postern/errors';
import type { RequestOrigin } from '@postern/requests';
import { ApiDescriptions } from '@postern/clients';
import { type AdapterPayload, errors } from 'oidc-provider';
import { accessPrompt } from '../entry/entry-policy.js';
import { hasOrganizationScope } from '../organizations/requested-organization.js';
import { organizationPrompt } from '../organizations/organization-prompt.js';
import { ownMetadataOf } from '../engine/client-metadata.js';
import { Engine } from '../engine/engine.js';
import { withProofs } from '../levels/session-proofs.js';
import type { Artifact } from '../storage/artifact.js';
import { RecentArtifacts } from '../storage/recent-artifacts.js';
import { SessionEnding } from '../sessions/session-ending.js';
import { EngineEvents } from '../events.js';
import { UnitOfWork, workKey } from '../storage/unit-of-work.js';
import { ReleaseChoices } from '../identifier-claims/release-choices.js';
import type { AddedIdentifiers } from '../levels/added-identifiers.js';
import { identifiersPrompt } from '../required-identifiers/requirement-policy.js';
import { type Details, type Interaction, pendingOf, type PendingInteraction } from './pending-interaction.js';
import { chosenIn, type ConsentRequest, grantConsent, readConsent } from './consent.js';
import type { Exchange, OpenExchange } from './exchange.js';
import { givenBefore, proofOf, type SignedIn } from './signed-in.js';

export interface ApplicationSummary {
  readonly name: string;
  readonly logoUri: string | null;
  readonly homepageUrl: string | null;
  readonly policyUrl: string | null;
  readonly termsUrl: string | null;
  readonly accentColor: string | null;
  /** An administrator lets it ask for organizations. */
  readonly asksForOrganizations: boolean;
}

/** What a refused person is told of an application. */
export type AccessNotice = Pick<ClientAccess, 'requests' | 'contact'>;

/** What `interactionQuery` reads. */
export type InteractionPayload = AdapterPayload;

/** The person who would have been asked for consent, or was refused, has signed out. */
const askWho = (interaction: Interaction): void => {
  const prompt: Interaction['prompt'] = { name: 'login', reasons: ['no_session'], details: {} };
  Object.assign(interaction, { prompt });
};

/** Seconds that a browser has to go on after its person did what was asked. */
const resultLifetime = 60;

/** The engine's interactions, for the sign-in pages: read, finish, give up. Only the browser that began one can touch it. */
@Injectable()
export class EngineInteractions {
  constructor(
    private readonly engine: Engine,
    private readonly units: UnitOfWork,
    private readonly recent: RecentArtifacts,
    private readonly sessions: SessionEnding,
    private readonly events: EngineEvents,
    private readonly apis: ApiDescriptions,
    private readonly choices: ReleaseChoices,
  ) {}

  /** @throws NotFoundError when the interaction has ended or belongs to another browser */
  async find(exchange: Exchange, uid: string): Promise<PendingInteraction> {
    return this.units.gather(async () => {
      const recent = this.recent.interactions.take(uid);
      if (recent !== undefined) this.know(recent);
      return pendingOf(await this.load(exchange, uid));
    });
  }

  async application(clientId: string): Promise<ApplicationSummary> {
    const client = await this.engine.current.Client.find(clientId);
    return {
      name: client?.clientName ?? clientId,
      logoUri: client?.logoUri ?? null,
      homepageUrl: client?.clientUri ?? null,
      policyUrl: client?.policyUri ?? null,
      termsUrl: client?.tosUri ?? null,
      accentColor: (client && ownMetadataOf(client).accent_color) ?? null,
      asksForOrganizations: client !== undefined && hasOrganizationScope(client),
    };
  }

  async accessNotice(clientId: string): Promise<AccessNotice> {
    const client = await this.engine.current.Client.find(clientId);
    const { access, organization } = client ? ownMetadataOf(client) : {};
    return { requests: access?.requests ?? false, contact: access?.contact ?? organization?.contact ?? null };
  }

  /** What the application asks consent for. */
  async consentRequest(exchange: Exchange, uid: string): Promise<ConsentRequest> {
    return readConsent(await this.load(exchange, uid), (identifiers) => this.apis.find(identifiers));
  }

  /**
   * Ends the sign-in with the account that was proved; an other account's session in this browser ends with it.
   *
   * @param prove finds out who it is; when it throws, the interaction stays as it was
   * @returns where the browser goes on
   */
  async finishSignIn(
    exchange: Exchange,
    uid: string,
    prove: (pending: PendingInteraction) => Promise<SignedIn>,
  ): Promise<string> {
    return this.units.run(async () => {
      const interaction = await this.load(exchange, uid);
      return this.admit(interaction, await prove(pendingOf(interaction)));
    });
  }

  /**
   * The same for a browser that navigates: the engine answers at once, with the way back to the application.
   *
   * @param prove reads the interaction itself, by `interactionQuery` in the statement that looks at the proof, and tells what it found;
   * it must not sign anyone in to a missing interaction
   */
  async completeSignIn(
    exchange: OpenExchange,
    uid: string,
    prove: (found: (payload: InteractionPayload | null) => Promise<PendingInteraction>) => Promise<SignedIn>,
  ): Promise<void> {
    if (!this.engine.isInteractionOf(exchange.request, uid)) {
      throw new NotFoundError('interaction.not_found', 'cookie names another interaction');
    }
    await this.units.gather(async () => {
      let interaction: Interaction | undefined;
      const signedIn = await prove(async (payload) => {
        if (payload !== null)
          this.know({ model: 'Interaction', id: uid, payload: { ...payload, jti: uid }, origin: null });
        interaction = await this.load(exchange, uid);
        return pendingOf(interaction);
      });
      if (signedIn.account !== undefined) this.units.current?.accounts.set(signedIn.accountId, signedIn.account);
      await this.admit(interaction ?? (await this.load(exchange, uid)), signedIn);
      exchange.handOver(signedIn);
      await this.engine.resume(exchange.request, exchange.response, uid);
    });
  }

  /** Continues as the account that is already signed in. */
  async continueAs(exchange: Exchange, uid: string, accountId: string): Promise<string> {
    return this.units.run(async () => {
      const interaction = await this.load(exchange, uid);
      const { mustAuthenticate, accountId: present } = pendingOf(interaction);
      if (mustAuthenticate || present !== accountId) throw new NotFoundError('interaction.not_found');
      return this.finish(interaction, { select_account: {} });
    });
  }

  /** @throws NotFoundError also when nobody is asked for an organization, or not for this one */
  async chooseOrganization(exchange: Exchange, uid: string, organizationId: string): Promise<string> {
    return this.units.run(async () => {
      const interaction = await this.load(exchange, uid);
      if (!pendingOf(interaction).organizations.some(({ id }) => id === organizationId))
        throw new NotFoundError('interaction.not_found', 'nobody is asked for this organization');
      return this.finish(interaction, { organization: organizationId });
    });
  }

  /** A person who was refused tries again: the engine judges anew. */
  async retry(exchange: Exchange, uid: string): Promise<string> {
    return this.units.run(async () => {
      const interaction = await this.load(exchange, uid);
      if (pendingOf(interaction).refusal === null) throw new NotFoundError('interaction.not_found');
      return this.finish(interaction, {});
    });
  }

  /**
   * Ends the step that adds required identifiers; the engine judges anew.
   *
   * @param step answers what of it the engine has to know; when it throws, the interaction stays as it was
   */
  async advance(
    exchange: Exchange,
    uid: string,
    step: (pending: PendingInteraction) => Promise<AddedIdentifiers>,
  ): Promise<string> {
    return this.units.run(async () => {
      const interaction = await this.load(exchange, uid);
      const pending = pendingOf(interaction);
      if (pending.required === null || pending.accountId === null) throw new NotFoundError('interaction.not_found');
      return this.finish(interaction, { ...(await step(pending)) });
    });
  }

  /**
   * @param identifiers ids of those that the application may see; the others that the page named are refused to it
   * @throws NotFoundError also when nobody is signed in any more, InvalidError when the page did not name one of them
   */
  async finishConsent(
    exchange: Exchange,
    uid: string,
    identifiers: readonly string[],
    origin: RequestOrigin,
  ): Promise<string> {
    const { location, chosen } = await this.units.run(async (work) => {
      const interaction = await this.load(exchange, uid);
      const isAsked = interaction.prompt.name === 'consent' && interaction.session?.accountId !== undefined;
      if (!isAsked) throw new NotFoundError('interaction.not_found', 'nobody is asked for consent');
      const answer = chosenIn(interaction, identifiers);
      work.sessionUid = interaction.session?.uid;
      const grantId = await grantConsent(this.engine.current, interaction);
      return { chosen: answer, location: await this.finish(interaction, { consent: { grantId } }) };
    });
    // After the grant, which is refused where the session has ended meanwhile.
    await this.choices.store(chosen, origin);
    return location;
  }

  /** The person declines: the application gets `access_denied` (RFC 6749 §4.1.2.1). */
  async abort(exchange: Exchange, uid: string): Promise<string> {
    return this.units.run(async () => {
      const interaction = await this.load(exchange, uid);
      interaction.result = { error: 'access_denied', error_description: 'the person went back' };
      await interaction.persist();
      return interaction.returnTo;
    });
  }

  /** Signs the account that is signed in out of this browser; the interaction goes on. */
  async signOut(exchange: Exchange, uid: string, origin: RequestOrigin): Promise<void> {
    await this.units.run(async () => {
      const interaction = await this.load(exchange, uid);
      const { accountId, clientId } = pendingOf(interaction);
      if (accountId === null) return;
      await this.endSession(interaction);
      const asked = ['consent', accessPrompt, organizationPrompt, identifiersPrompt];
      if (asked.includes(interaction.prompt.name)) askWho(interaction);
      await interaction.persist();
      this.events.signedOut({ accountId, clientId, origin });
    });
  }

  /** @returns where the browser goes on */
  private async admit(interaction: Interaction, signedIn: SignedIn): Promise<string> {
    const { accountId, acr, amr, proof, origin } = signedIn;
    if (interaction.session !== undefined && interaction.session.accountId !== accountId) {
      await this.endSession(interaction);
    }
    return this.finish(interaction, {
      // The time of the proof: a consent that is given later makes it no younger.
      login: { accountId, acr, amr: [...amr], ts: Math.floor(Number(proof.at)) },
      proofs: withProofs(givenBefore(interaction, accountId), [proofOf(signedIn)]),
      ...(interaction.prompt.name === 'select_account' ? { select_account: {} } : {}),
      signIn: origin,
      proof,
    });
  }

  /** Spares the engine reading it. */
  private know(interaction: Artifact): void {
    this.units.current?.known.set(workKey('Interaction', interaction.id), interaction);
  }

  private async load({ request, response }: Exchange, uid: string): Promise<Interaction> {
    try {
      const interaction = await this.engine.interaction(request, response, uid);
      if (interaction.uid !== uid) throw new NotFoundError('interaction.not_found', 'cookie names another interaction');
      return interaction;
    } catch (error) {
      if (error instanceof errors.SessionNotFound) {
        throw new NotFoundError('interaction.not_found', error.error_description);
      }
      throw error;
    }
  }

  private async finish(interaction: Interaction, result: Record<string, unknown>): Promise<string> {
    interaction.result = { ...interaction.lastSubmission, ...result };
    await interaction.save(resultLifetime);
    return interaction.returnTo;
  }

  private async endSession(interaction: Interaction): Promise<void> {
    const { accountId, uid } = interaction.session ?? {};
    if (accountId !== undefined && uid !== undefined) await this.sessions.byUid(accountId, uid);
    delete (interaction as { session?: unknown }).session;
    // What this person did earlier on the way of the request: it would sign them in again.
    delete (interaction as { lastSubmission?: unknown }).lastSubmission;
    const { level } = interaction.prompt.details as Details;
    if (level !== undefined) interaction.prompt.details['level'] = { ...level, accountId: null };
  }
}
