import type { ApiProblem } from '@postern/api-client';
import { useTranslation } from '@postern/i18n';
import { Button, VisuallyHidden } from '@postern/ui';
import { useEffect, useEffectEvent } from 'react';
import { useSecondsLeft } from '../interaction/use-seconds-left';
import stack from '../shell/stack.module.css';

/** Seconds between attempts if the server sends no `Retry-After`. */
const usual = 5;

interface AutoRetryProps {
  readonly problem: ApiProblem;
  readonly busy: boolean;
  readonly onRetry: () => void;
}

/** Retries automatically when the time is up. The person may retry earlier, unless they are rate-limited. */
export const AutoRetry = ({ problem, busy, onRetry }: AutoRetryProps) => {
  const { t } = useTranslation('widget');
  const wait = problem.retryAfter ?? usual;
  const left = useSecondsLeft(wait, problem);
  const retry = useEffectEvent(onRetry);
  const patient = problem.code === 'request.too_many';
  const due = left === 0;

  const words = (seconds: number): string =>
    seconds > 60 ? t('wait.retrying_minutes', { count: Math.ceil(seconds / 60) }) : t('wait.retrying_soon');

  useEffect(() => {
    if (due) retry();
  }, [due, problem]);

  return (
    <div className={stack.stack}>
      <Button
        wide
        look="primary"
        busy={busy}
        aria-disabled={patient && !due}
        onClick={() => (!patient || due) && onRetry()}
      >
        {t('common:action.retry')}
      </Button>
      <p className={stack.note} aria-hidden="true">
        {due ? t('wait.now') : words(left)}
      </p>
      <VisuallyHidden live>{words(wait)}</VisuallyHidden>
    </div>
  );
};
