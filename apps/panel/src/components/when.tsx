import { Tooltip } from '@mantine/core';
import { useDateText, useTranslation } from '@postern/i18n';

const steps = [
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
  ['month', 2_629_800],
  ['year', 31_557_600],
] as const;

/** `5 minutes ago`, in the given language; `null` for the past minute. */
export const relative = (at: number, now: number, language: string): string | null => {
  const seconds = (at - now) / 1000;
  const step = steps.filter(([, size]) => Math.abs(seconds) >= size).at(-1);
  if (!step) return null;
  const [unit, size] = step;
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
};

/** A relative time, with the exact one on hover and in `datetime`. */
export const When = ({ at }: { readonly at: string | null }) => {
  const { t, i18n } = useTranslation('panel');
  const exact = useDateText({ dateStyle: 'medium', timeStyle: 'medium' });
  if (at === null) return <span>{t('time.never')}</span>;
  return (
    <Tooltip label={exact(at)}>
      <time dateTime={at}>{relative(Date.parse(at), Date.now(), i18n.language) ?? t('time.just_now')}</time>
    </Tooltip>
  );
};
