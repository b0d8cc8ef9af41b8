import { useTranslation } from '@postern/i18n';

/** How periods of so many hours are called, by their beginning: briefly, and in full. */
export const usePeriodNames = (hours: number) => {
  const { i18n } = useTranslation('overview');
  const days = hours >= 24;
  const label = new Intl.DateTimeFormat(
    i18n.language,
    hours === 1 ? { hour: 'numeric' } : { day: 'numeric', month: 'short' },
  );
  const name = new Intl.DateTimeFormat(i18n.language, {
    dateStyle: 'medium',
    ...(!days && { timeStyle: 'short' }),
  });
  return (from: string) => ({ label: label.format(new Date(from)), name: name.format(new Date(from)) });
};
