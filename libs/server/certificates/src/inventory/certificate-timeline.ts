import type { CertificateTimeline } from '@postern/contracts';

/** How many certificates expire in the period that begins then; null: already expired. */
export interface EndsInPeriod {
  readonly from: Date | null;
  readonly count: number;
}

type Period = 'week' | 'month';

const shown: Readonly<Record<Period, number>> = { week: 26, month: 12 };

/** First day of the period that is `ahead` periods after the one of `now`; weeks begin on Monday (ISO 8601), all in UTC. */
const firstDay = (by: Period, now: Date, ahead: number): Date => {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  if (by === 'month') return new Date(Date.UTC(year, month + ahead, 1));
  return new Date(Date.UTC(year, month, day - ((now.getUTCDay() + 6) % 7) + 7 * ahead));
};

/** The next 26 weeks or 12 months, the current one first. */
export const timelineOf = (ends: readonly EndsInPeriod[], by: Period, now: Date): CertificateTimeline => {
  const counts = new Map(ends.map(({ from, count }) => [from?.toISOString() ?? '', count]));
  const days = Array.from({ length: shown[by] }, (_, ahead) => firstDay(by, now, ahead).toISOString());
  const periods = days.map((day) => ({ from: day.slice(0, 10), count: counts.get(day) ?? 0 }));
  const known = new Set(['', ...days]);
  const later = [...counts].filter(([day]) => !known.has(day)).reduce((sum, [, count]) => sum + count, 0);
  return { expired: counts.get('') ?? 0, periods, later };
};
