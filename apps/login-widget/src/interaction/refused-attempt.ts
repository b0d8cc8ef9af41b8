import type { ErrorCode, InteractionView, PresentedAttempt, SignInMethodView } from '@postern/contracts';

/** The links offered after a certificate was refused. */
export interface NextSteps {
  /** The same method again; the browser may resend the same certificate without asking. */
  readonly retryUrl: string | null;
  /** Makes the browser ask which certificate to use. */
  readonly freshUrl: string | null;
  /** Which of the two is more likely to help. */
  readonly first: 'retry' | 'fresh';
}

/** Failures not caused by the certificate: the same one may pass next time. */
const passing: ReadonlySet<ErrorCode> = new Set(['certificate.revocation_unknown', 'certificate.header_mismatch']);

/** Failures that the same certificate will always cause: only another one helps. */
const lasting = (code: ErrorCode): boolean =>
  code.startsWith('certificate.') && !passing.has(code) && code !== 'certificate.missing';

export const nextSteps = ({ code }: PresentedAttempt, method: SignInMethodView | undefined): NextSteps => {
  if (method?.action.kind !== 'navigate') return { retryUrl: null, freshUrl: null, first: 'fresh' };
  const { startUrl, freshStartUrl } = method.action;
  // The browser also remembers that no certificate was chosen: it would not ask again on the same host.
  const useless = freshStartUrl !== null && (code === 'certificate.missing' || lasting(code));
  const retryUrl = useless ? null : startUrl;
  return { retryUrl, freshUrl: freshStartUrl, first: freshStartUrl === null || passing.has(code) ? 'retry' : 'fresh' };
};

export const methodOf = (view: InteractionView, attempt: PresentedAttempt): SignInMethodView | undefined =>
  view.methods.find(({ id }) => id === attempt.methodId);

export const otherMethods = (view: InteractionView, attempt: PresentedAttempt): readonly SignInMethodView[] =>
  view.methods.filter(({ id }) => id !== attempt.methodId);
