import type { ErrorCode, InteractionView, PresentedAttempt, SignInMethodView } from '@postern/contracts';

/** What to press after a certificate was refused. */
export interface NextSteps {
  /** The same method again; the browser may send the same certificate by itself. */
  readonly retryUrl: string | null;
  /** Makes the browser ask which certificate to use. */
  readonly freshUrl: string | null;
  /** Which of the two helps sooner. */
  readonly first: 'retry' | 'fresh';
}

/** Failures that say nothing against the certificate: the same one may pass next time. */
const passing: ReadonlySet<ErrorCode> = new Set(['certificate.revocation_unknown', 'certificate.header_mismatch']);

/** Failures that the same certificate always meets: only another one helps. */
const lasting = (code: ErrorCode): boolean =>
  code.startsWith('certificate.') && !passing.has(code) && code !== 'certificate.missing';

export const nextSteps = ({ code }: PresentedAttempt, method: SignInMethodView | undefined): NextSteps => {
  if (method?.action.kind !== 'navigate') return { retryUrl: null, freshUrl: null, first: 'fresh' };
  const { startUrl, freshStartUrl } = method.action;
  // The browser keeps the choice of no certificate too: at the same address it would not ask again.
  const useless = freshStartUrl !== null && (code === 'certificate.missing' || lasting(code));
  const retryUrl = useless ? null : startUrl;
  return { retryUrl, freshUrl: freshStartUrl, first: freshStartUrl === null || passing.has(code) ? 'retry' : 'fresh' };
};

export const methodOf = (view: InteractionView, attempt: PresentedAttempt): SignInMethodView | undefined =>
  view.methods.find(({ id }) => id === attempt.methodId);

export const otherMethods = (view: InteractionView, attempt: PresentedAttempt): readonly SignInMethodView[] =>
  view.methods.filter(({ id }) => id !== attempt.methodId);
