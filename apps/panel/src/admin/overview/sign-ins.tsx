import { Skeleton } from '@mantine/core';
import type { AuditCounts } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMethodName } from '../../api/method-names';
import { StackedBars } from '../../components/chart/stacked-bars';
import type { Series } from '../../components/chart/stacked-bars';
import { eventsPath, spansOf, sumsBy, totalOf } from './periods';
import { usePeriodNames } from './use-period-names';

/** Methods with a bar of their own. */
const looks = [1, 2, 3, 4] as const;

/** Sign-ins by method, and those that were refused. */
export const SignIns = ({ counts }: { readonly counts: AuditCounts | undefined }) => {
  const { t } = useTranslation('overview');
  const methodName = useMethodName();
  const names = usePeriodNames(counts?.hours ?? 1);
  if (!counts) return <Skeleton height={240} />;

  const span = { from: counts.from, to: counts.to };
  const succeeded = counts.items.filter(({ type }) => type === 'sign_in.succeeded');
  const refused = counts.items.filter(({ type }) => type === 'sign_in.failed');
  const methods = new Map(succeeded.map(({ method }) => [method?.id ?? '', method]));
  const ordered = sumsBy(succeeded, ({ method }) => method?.id ?? '').map(([id]) => id);
  const own = ordered.slice(0, looks.length);
  const others = ordered.length > own.length;
  const nameOf = (id: string): string => {
    const method = methods.get(id);
    return method && method.type !== '' ? methodName(method) : t(id === '' ? 'sign_ins.no_method' : 'sign_ins.deleted');
  };
  const series: Series[] = [
    ...own.map((id, index) => ({
      key: id,
      name: nameOf(id),
      look: looks[index] ?? 4,
      to: eventsPath({ type: 'sign_in.succeeded', method: id, ...span }),
    })),
    ...(others
      ? [
          {
            ...{ key: 'others', name: t('sign_ins.others'), look: 'other' as const },
            to: eventsPath({ type: 'sign_in.succeeded', ...span }),
          },
        ]
      : []),
    {
      ...{ key: 'refused', name: t('sign_ins.refused'), look: 'bad' as const },
      to: eventsPath({ type: 'sign_in.failed', ...span }),
    },
  ];
  const periods = spansOf(counts).map((one) => {
    const here = succeeded.filter(({ from }) => from === one.from);
    const of = (id: string): number => totalOf(here.filter(({ method }) => (method?.id ?? '') === id));
    return {
      ...names(one.from),
      from: one.from,
      to: eventsPath({ from: one.from, to: one.to }),
      counts: {
        ...Object.fromEntries(own.map((id) => [id, of(id)])),
        others: totalOf(here) - own.reduce((sum, id) => sum + of(id), 0),
        refused: totalOf(refused.filter(({ from }) => from === one.from)),
      },
    };
  });
  return <StackedBars title={t('sign_ins.title')} series={series} periods={periods} />;
};
