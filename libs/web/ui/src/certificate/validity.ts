import type { CertificateState, CertificateSummary } from '@postern/contracts';

const day = 86_400_000;
/** A certificate is shown as expiring below this number of days. */
const soon = 30;

export interface Validity {
  readonly phase: 'future' | 'good' | 'soon' | 'over';
  /** Whole days until it expires, since it expired, or until it becomes valid. */
  readonly days: number;
  /** Remaining share of its validity period, 0 to 1. */
  readonly left: number;
}

export const validityOf = (
  { notBefore, notAfter }: Pick<CertificateSummary, 'notAfter'> & Partial<Pick<CertificateSummary, 'notBefore'>>,
  now: number,
): Validity => {
  const until = Date.parse(notAfter);
  // If the start date is unknown, assume a validity of one year.
  const from = notBefore === undefined ? Math.min(now, until - 365 * day) : Date.parse(notBefore);
  const wholeDays = (milliseconds: number): number => Math.floor(milliseconds / day);
  if (now < from) return { phase: 'future', days: Math.ceil((from - now) / day), left: 1 };
  if (now > until) return { phase: 'over', days: wholeDays(now - until), left: 0 };
  const days = wholeDays(until - now);
  return { phase: days < soon ? 'soon' : 'good', days, left: (until - now) / Math.max(1, until - from) };
};

/** The dates override the last known status: a linked certificate may have expired since. */
export const stateNow = (state: CertificateState | undefined, { phase }: Validity): CertificateState | undefined => {
  if (state === 'revoked') return state;
  if (phase === 'over') return 'expired';
  return phase === 'future' ? 'not_yet_valid' : state;
};
