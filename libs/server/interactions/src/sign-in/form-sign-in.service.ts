import { Injectable } from '@nestjs/common';
import type { Continuation } from '@postern/contracts';
import { EngineInteractions, type Exchange } from '@postern/oidc';
import { DomainError, LevelError, NotFoundError } from '@postern/errors';
import { type AuthenticatedAccount, isForm, SignInMethodDirectory, SignInProviders } from '@postern/provider-kit';
import type { RequestOrigin } from '@postern/requests';
import { AttemptLinkService } from './attempt-link.service.js';
import { offeredMethod } from './offered-method.js';
import { SignInOutcomes } from './sign-in-outcomes.js';

export interface FormSubmission {
  readonly methodId: string;
  readonly values: Readonly<Record<string, string>>;
  /** The browser's Cookie header. */
  readonly cookie: string | undefined;
  /** A certificate presented earlier in this sign-in, to be linked to the account. */
  readonly linkAttempt?: string;
}

/** Signs in with a form of the sign-in page. */
@Injectable()
export class FormSignInService {
  constructor(
    private readonly interactions: EngineInteractions,
    private readonly methods: SignInMethodDirectory,
    private readonly providers: SignInProviders,
    private readonly attempts: AttemptLinkService,
    private readonly completion: SignInOutcomes,
  ) {}

  /**
   * @returns where the browser continues, who signed in, and the method to suggest next time: that of a certificate just linked, else
   * this one
   */
  async submit(
    exchange: Exchange,
    uid: string,
    submission: FormSubmission,
    origin: RequestOrigin,
  ): Promise<Continuation & { readonly suggestedMethodId: string; readonly account: AuthenticatedAccount }> {
    const { methodId, values, cookie, linkAttempt } = submission;
    const method = await this.methods.find(methodId);
    const provider = method && this.providers.ofType(method.type);
    if (method === undefined || provider === undefined || !isForm(provider))
      throw new NotFoundError('sign_in_method.not_found');
    let application: string | undefined;
    let suggestedMethodId = methodId;
    let account: AuthenticatedAccount | undefined;
    try {
      // Passwords can be tried only within a sign-in.
      const location = await this.interactions.finishSignIn(exchange, uid, async (pending) => {
        application = pending.clientId;
        await offeredMethod(this.methods, pending.clientId, methodId);
        this.completion.assertFits(method, pending.level);
        const attempt = linkAttempt === undefined ? undefined : await this.attempts.find(linkAttempt, pending);
        const proved = await provider.authenticate(method, values, origin, cookie);
        account = proved;
        // Before anything is linked: the form may have been sent by another person.
        this.completion.assertSuffices(method, proved, pending.level);
        if (attempt !== undefined) {
          await this.attempts.link(attempt, proved, method, origin);
          suggestedMethodId = attempt.method.id;
        }
        return this.completion.succeed(method, pending, proved, origin);
      });
      return { location, suggestedMethodId, account: account! };
    } catch (error) {
      // A correct one-time password is no failure; the page asks for a new password.
      const failed = error instanceof DomainError && error.code !== 'password.must_change';
      if (failed && application !== undefined) {
        const details = error instanceof LevelError ? { details: { ...error.facts } } : {};
        await this.completion.fail(error.code, { clientId: application, methodId, ...details }, origin);
      }
      throw error;
    }
  }
}
