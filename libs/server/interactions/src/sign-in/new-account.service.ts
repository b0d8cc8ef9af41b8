import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { NewAccounts } from '@postern/accounts';
import type { Language, NewAccountInput, NewAccountOffer } from '@postern/contracts';
import { type ConfiguredSignInMethod, SignInMethods } from '@postern/sign-in-methods';
import { ConflictError, DomainError, HandoffError } from '@postern/errors';
import { EngineInteractions, type Exchange, type PendingInteraction, type SignedIn } from '@postern/oidc';
import {
  isCertificateProvider,
  type NewAccount,
  type PresentedIdentifier,
  type ProposedAccount,
  SignInProviders,
} from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import type { Attempt, ConsumedHandoff } from '../handoffs/handoff-rows.js';
import { HandoffStore } from '../handoffs/handoff-store.js';
import { CertificateAdmission } from './certificate-admission.service.js';
import { SignInOutcomes } from './sign-in-outcomes.js';

/** What creating an account for an attempt rests on. */
interface Wanted {
  readonly method: ConfiguredSignInMethod;
  readonly identifier: PresentedIdentifier;
  readonly account: NewAccount;
}

type Expected = Pick<PendingInteraction, 'clientId' | 'level' | 'otherAccountExpected'>;
type Judged = Pick<Attempt, 'code' | 'methodId' | 'certificate'>;

/** Accounts for certificates that belong to nobody, where the method creates them: at once, or once the person has said so. */
@Injectable()
export class NewAccountSignIn {
  constructor(
    private readonly interactions: EngineInteractions,
    private readonly handoffs: HandoffStore,
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
    private readonly accounts: NewAccounts,
    private readonly admission: CertificateAdmission,
    private readonly outcomes: SignInOutcomes,
  ) {}

  /** What the page offers for an attempt; null: nothing. */
  async offer(attempt: Judged, pending: Expected): Promise<NewAccountOffer | null> {
    const wanted = await this.wanted(attempt, pending).catch(nothingWhenRefused);
    if (wanted === null || typeof wanted === 'string' || !this.suffices(wanted, pending)) return null;
    return this.offerOf(wanted.account);
  }

  /**
   * Creates the account without asking, where the method says so and nobody may be the same person already, and signs in with it.
   *
   * @returns undefined when nobody was signed in; `obstacle`, for the event log: why the certificate gets no account
   * @throws ForbiddenError `account.too_many_new`, ConflictError, SignInEndedError
   */
  async atOnce(
    handoff: Judged & Pick<Attempt, 'id'>,
    pending: Expected & Pick<PendingInteraction, 'uid'>,
    { language, origin }: { readonly language: Language | null; readonly origin: RequestOrigin },
  ): Promise<{ readonly consumed?: ConsumedHandoff; readonly obstacle?: string }> {
    const wanted = await this.wanted(handoff, pending);
    if (wanted === null) return {};
    if (typeof wanted === 'string') return { obstacle: wanted };
    if (wanted.account.mode !== 'at_once' || !this.suffices(wanted, pending)) return {};
    const attempt = await this.handoffs.findAttempt(handoff.id, pending.uid);
    if (attempt === undefined) throw new HandoffError('handoff.invalid');
    const created = { ...wanted, language, provedAt: attempt.provedAt, confirmed: false, origin };
    if ((await this.accounts.create(created)) === 'ask') return {};
    return { consumed: await this.signIn(attempt, pending.uid, wanted, origin) };
  }

  /**
   * The person has said yes: creates the account that was shown, with the name that they typed, and signs in with it.
   *
   * @returns where the browser goes on
   * @throws NotFoundError, HandoffError, CertificateError, ConflictError (`request.conflict` when the page shows what is no longer so),
   * ForbiddenError `account.too_many_new`, SignInEndedError, LevelError
   */
  async confirm(
    exchange: Exchange,
    uid: string,
    {
      attempt: id,
      shown,
      name,
      language = null,
    }: { readonly language?: Language | null } & Omit<NewAccountInput, 'language'>,
    origin: RequestOrigin,
  ): Promise<{ readonly location: string; readonly signedIn: SignedIn }> {
    const about: { clientId?: string; methodId?: string; signedIn?: SignedIn } = {};
    try {
      const location = await this.interactions.finishSignIn(exchange, uid, async (pending) => {
        about.clientId = pending.clientId;
        const attempt = await this.handoffs.findAttempt(id, uid);
        if (attempt?.code !== 'certificate.not_linked') throw new HandoffError('handoff.invalid');
        about.methodId = attempt.methodId;
        const wanted = await this.wanted(attempt, pending);
        if (wanted === null || typeof wanted === 'string' || !this.suffices(wanted, pending))
          throw new HandoffError('handoff.invalid', 'the method creates no account for it');
        const offer = await this.offerOf(wanted.account);
        if (offer.shown !== shown) throw new ConflictError('request.conflict', 'the page shows another account');
        if (!offer.creatable && offer.taken === 'email') throw new ConflictError('account.email_taken');
        const account = { ...wanted.account, name };
        const created = { ...wanted, account, language, provedAt: attempt.provedAt, confirmed: true, origin };
        await this.accounts.create(created);
        const consumed = await this.signIn(attempt, uid, wanted, origin);
        if (consumed === undefined) throw new HandoffError('handoff.invalid');
        return (about.signedIn = await this.admission.admit(consumed, pending, origin));
      });
      return { location, signedIn: about.signedIn! };
    } catch (error) {
      const { clientId, methodId } = about;
      if (error instanceof DomainError && clientId !== undefined)
        await this.outcomes.fail(error.code, { clientId, ...(methodId !== undefined && { methodId }) }, origin);
      throw error;
    }
  }

  private signIn(
    { id }: Pick<Attempt, 'id'>,
    interactionUid: string,
    { identifier }: Wanted,
    origin: RequestOrigin,
  ): Promise<ConsumedHandoff | undefined> {
    return this.handoffs.signInByAttempt({ id, interactionUid }, identifier, { type: 'sign_in.succeeded', origin });
  }

  /** Whoever is expected is somebody already; and a new account has to reach the level that is asked for. */
  private suffices({ method, identifier }: Wanted, { level, otherAccountExpected }: Expected): boolean {
    if (otherAccountExpected) return false;
    if (level === null) return true;
    if (level.accountId !== null) return false;
    const found = identifier.candidates?.find(({ field, value }) => field === 'linked' && value === identifier.subject);
    try {
      const proved = {
        accountId: '',
        acr: found?.acr ?? identifier.acr ?? null,
        certificate: identifier.certificate?.summary,
      };
      this.outcomes.assertSuffices(method, proved, level);
      return true;
    } catch {
      return false;
    }
  }

  /** Looks at the certificate again, by what the method says now. Throws as `CertificateProvider.propose`. */
  private async wanted(
    { code, methodId, certificate }: Judged,
    { clientId }: Pick<Expected, 'clientId'>,
  ): Promise<Wanted | Extract<ProposedAccount['account'], string> | null> {
    if (certificate === null || (code !== null && code !== 'certificate.not_linked')) return null;
    const method = await this.methods.find(methodId);
    if (method === undefined || (await this.methods.refusalAt(clientId, methodId)) !== null) return null;
    const provider = this.providers.ofType(method.type);
    if (!isCertificateProvider(provider)) return null;
    const proposed = await provider.propose?.(method, certificate.der);
    if (proposed == null) return null;
    const { account, identifier } = proposed;
    return typeof account === 'string' ? account : { method, identifier, account };
  }

  private async offerOf(account: NewAccount): Promise<NewAccountOffer> {
    const taken = await this.accounts.taken(account);
    const username = taken?.blocks === true ? undefined : await this.accounts.username(account);
    const { name, email, emailConfirmed, groups } = account;
    const shown = {
      ...{ username: username ?? account.username, name, email, emailVerified: emailConfirmed },
      fields: await this.accounts.fields(account),
      ...{ taken: taken?.by ?? null, creatable: username !== undefined },
    };
    return { ...shown, shown: hash('sha256', JSON.stringify({ ...shown, groups }), 'base64url').slice(0, 22) };
  }
}

/** The page says why the certificate is no good any more once it is used. */
const nothingWhenRefused = (error: unknown): null => {
  if (error instanceof DomainError) return null;
  throw error;
};
