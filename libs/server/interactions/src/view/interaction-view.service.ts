import { Inject, Injectable } from '@nestjs/common';
import { AccountClaims, ExpiringCertificates, ReleasedFields } from '@postern/accounts';
import { Appearances, registeredSettings } from '@postern/appearance';
import { ServerConfig } from '@postern/config';
import type { ConsentIdentifier, ErrorCode, InteractionView, KnownAccount, PresentedAttempt } from '@postern/contracts';
import { type AskedIdentifier, EngineInteractions, type Exchange, type PendingInteraction } from '@postern/oidc';
import { NotFoundError } from '@postern/errors';
import { isCertificateProvider, SignInMethodDirectory, SignInProviders } from '@postern/provider-kit';
import { SystemSettingsReading } from '@postern/settings';
import { HandoffStore } from '../handoffs/handoff-store.js';
import { Judgements } from '../handoffs/judgements.js';
import { NewAccountSignIn } from '../sign-in/new-account.service.js';
import { RequiredIdentifierSteps } from './required-identifiers.service.js';
import { describeConsent } from './consent-scopes.js';
import { type KnownBrowser, MethodViews } from './method-views.js';
import { RefusedEntry } from './refused-entry.service.js';

/** Refusals that are about who issued the certificate. */
const issuerFailed: ReadonlySet<ErrorCode> = new Set(['certificate.untrusted', 'certificate.self_signed']);

/** Assembles the data of the sign-in page. */
@Injectable()
export class InteractionViewService {
  constructor(
    private readonly interactions: EngineInteractions,
    private readonly accounts: AccountClaims,
    private readonly handoffs: HandoffStore,
    private readonly methods: SignInMethodDirectory,
    private readonly providers: SignInProviders,
    private readonly judgements: Judgements,
    private readonly methodViews: MethodViews,
    private readonly expiring: ExpiringCertificates,
    private readonly newAccounts: NewAccountSignIn,
    private readonly refused: RefusedEntry,
    private readonly requiredIdentifiers: RequiredIdentifierSteps,
    private readonly settings: SystemSettingsReading,
    private readonly appearances: Appearances,
    @Inject(ServerConfig) private readonly config: ServerConfig,
    private readonly fields: ReleasedFields,
  ) {}

  /**
   * @param domain that the person typed
   * @throws NotFoundError when the sign-in has ended or belongs to another browser
   */
  async view(
    exchange: Exchange,
    uid: string,
    attemptId: string | undefined,
    browser: KnownBrowser,
    domain: string | null = null,
  ): Promise<InteractionView> {
    const interaction = await this.interactions.find(exchange, uid);
    const known = await this.knownAccount(interaction);
    const consenting = interaction.prompt === 'consent';
    const refusal = known === null ? null : await this.refused.view(interaction, known);
    const isChoosing = known !== null && interaction.organizations.length > 0;
    const lacking = known === null ? null : await this.requiredIdentifiers.view(interaction, known, attemptId);
    const isOther = consenting || isChoosing || refusal !== null;
    const wanted = domain ?? interaction.domainHint ?? interaction.loginHint;
    const methods = lacking?.methods ?? (isOther ? [] : await this.methodViews.views(interaction, browser, wanted));
    return {
      uid,
      step: refusal === null ? stepOf(interaction, known) : 'refused',
      ...(await this.application(interaction)),
      uiLocales: interaction.uiLocales,
      loginHint: interaction.loginHint,
      promptLogin: interaction.mustAuthenticate && interaction.accountId !== null,
      otherAccountExpected: interaction.otherAccountExpected,
      requirement: consenting || refusal !== null || lacking !== null ? null : requirementOf(interaction, known),
      methods,
      accounts: known === null || interaction.mustAuthenticate ? [] : [known],
      attempt: attemptId === undefined ? null : await this.attempt(attemptId, interaction, methods),
      expiring: attemptId === undefined ? await this.expiry(interaction, browser) : null,
      refusal,
      organizations: known === null ? [] : interaction.organizations,
      required: lacking?.required ?? null,
      maintenance: await this.maintenance(),
      consent: consenting && known !== null ? await this.consent(exchange, uid, known) : null,
    };
  }

  private async maintenance(): Promise<InteractionView['maintenance']> {
    const { maintenance, maintenanceTexts } = await this.settings.current();
    return maintenance ? maintenanceTexts : null;
  }

  /**
   * For three days the person is not reminded: whoever is signed in, or else who signed in here last with a certificate that expires soon.
   *
   * @throws NotFoundError when the sign-in has ended or belongs to another browser
   */
  async remindLater(exchange: Exchange, uid: string, certificateOwner: string | undefined): Promise<void> {
    const { accountId } = await this.interactions.find(exchange, uid);
    const owner = accountId ?? certificateOwner;
    if (owner !== undefined) await this.expiring.remindLater(owner);
  }

  /** Only where an administrator lets the application ask: otherwise anybody could send people to a page in colours of their own. */
  private async application({
    clientId,
    organizationId,
  }: PendingInteraction): Promise<Pick<InteractionView, 'application' | 'appearance'>> {
    const { logoUri, accentColor, asksForOrganizations, ...application } =
      await this.interactions.application(clientId);
    const registered = registeredSettings({ logoUri, accentColor }, this.config.PUBLIC_ORIGIN);
    return {
      application,
      appearance: await this.appearances.of({
        ...{ clientId, name: application.name, registered },
        organizationId: asksForOrganizations ? organizationId : null,
      }),
    };
  }

  /** Certificate sign-ins lead straight on to the application: what they say is read on the pages that people see anyway. */
  private async expiry(
    { accountId }: PendingInteraction,
    { certificateOwner }: KnownBrowser,
  ): Promise<InteractionView['expiring']> {
    const owner = accountId ?? certificateOwner;
    const found = owner === undefined ? null : await this.expiring.find(owner);
    if (found === null) return null;
    return { notAfter: found.notAfter.toISOString(), signedIn: accountId !== null, renewal: found.renewal };
  }

  private async knownAccount({ accountId }: PendingInteraction): Promise<KnownAccount | null> {
    const account = accountId === null ? undefined : await this.accounts.find(accountId);
    if (account === undefined) return null;
    const { name, preferred_username: username } = account.claims;
    return { id: account.accountId, name, username, pictureUrl: null };
  }

  private async consent(exchange: Exchange, uid: string, account: KnownAccount): Promise<InteractionView['consent']> {
    const [request, released] = await Promise.all([
      this.interactions.consentRequest(exchange, uid),
      this.fields.list(),
    ]);
    return {
      account,
      scopes: describeConsent(request, released),
      identifiers: request.identifiers.map(shownIdentifier),
    };
  }

  private async attempt(
    id: string,
    interaction: PendingInteraction,
    methods: InteractionView['methods'],
  ): Promise<PresentedAttempt | null> {
    const purpose = interaction.required === null ? 'sign_in' : 'link_in_sign_in';
    const attempt = await this.handoffs.findAttempt(id, interaction.uid, purpose);
    if (attempt === undefined) throw new NotFoundError('interaction.not_found', 'no such attempt in this interaction');
    if (attempt.code === null) return null;
    const method = await this.methods.find(attempt.methodId);
    const provider = method && this.providers.ofType(method.type);
    return {
      id: attempt.id,
      methodId: attempt.methodId,
      code: attempt.code,
      certificate: attempt.certificate?.summary ?? null,
      renewal:
        attempt.code === 'certificate.expired' && attempt.certificate !== null
          ? await this.expiring.renewalOf(attempt.methodId, attempt.certificate.summary)
          : null,
      linkable:
        attempt.code === 'certificate.not_linked' &&
        // By another method; with a required level there may be none.
        methods.some((each) => each.id !== attempt.methodId) &&
        method?.public === true &&
        provider !== undefined &&
        isCertificateProvider(provider),
      newAccount: await this.newAccounts.offer(attempt, interaction),
      judgement: await this.judgements.of(attempt.methodId, attempt.certificate, attempt),
      acceptedIssuers:
        issuerFailed.has(attempt.code) && method && provider && isCertificateProvider(provider)
          ? (provider.acceptedIssuers?.(method) ?? null)
          : null,
    };
  }
}

const shownIdentifier = ({ id, label, method, certificate, choice, required }: AskedIdentifier): ConsentIdentifier => ({
  ...{ id, label, method, certificate, required },
  released: choice ?? true,
});

const requirementOf = (
  { level, provedLevel }: PendingInteraction,
  known: KnownAccount | null,
): InteractionView['requirement'] => {
  if (level === null) return null;
  const isKept = level.accountId !== null && known?.id === level.accountId;
  return {
    levels: level.anyOf,
    signedIn: isKept ? known : null,
    proved: isKept ? provedLevel : null,
    tooOld: isKept && provedLevel !== null && level.accepted?.includes(provedLevel) === true,
    ...(level.again === true && { again: true }),
  };
};

const stepOf = (
  { prompt, organizations, required }: PendingInteraction,
  known: KnownAccount | null,
): InteractionView['step'] => {
  if (required !== null && known !== null) return 'identifiers';
  if (prompt === 'consent') return 'consent';
  if (organizations.length > 0 && known !== null) return 'choose_organization';
  return prompt === 'select_account' && known !== null ? 'choose_account' : 'sign_in';
};
