import { useTranslation } from '@postern/i18n';

/** "Try again in about 15 minutes": announced to screen readers once, not at every change. */
export const Countdown = ({ left }: { readonly left: number }) => {
  const { t } = useTranslation('widget');
  const text = left > 60 ? t('wait.minutes', { count: Math.ceil(left / 60) }) : t('wait.moment');
  return (
    <span role="timer" aria-live="off">
      {left > 0 ? text : t('wait.over')}
    </span>
  );
};
