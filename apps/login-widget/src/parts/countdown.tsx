import { useTranslation } from '@postern/i18n';
import { useSecondsLeft } from '../interaction/use-seconds-left';

interface CountdownProps {
  readonly seconds: number;
  /** Starts anew when this changes. */
  readonly start: unknown;
}

/** "You can try again in 12 seconds": said once to screen readers, not every second. */
export const Countdown = ({ seconds, start }: CountdownProps) => {
  const { t } = useTranslation('widget');
  const left = useSecondsLeft(seconds, start);
  return (
    <span role="timer" aria-live="off">
      {left > 0 ? t('wait.seconds', { count: left }) : t('wait.over')}
    </span>
  );
};
