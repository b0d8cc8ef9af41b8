import type { ApiProblem } from '@postern/api-client';
import { useErrorText, useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import { useSecondsLeft } from '../interaction/use-seconds-left';
import { SupportCode } from './support-code';

interface ProblemAlertProps {
  readonly problem: ApiProblem;
  readonly actions?: ReactNode;
}

/** An error, shown next to the step that caused it; takes the focus, so that screen readers read it. */
export const ProblemAlert = ({ problem, actions }: ProblemAlertProps) => {
  const text = useErrorText()(problem.code);
  const left = useSecondsLeft(problem.retryAfter ?? 0, problem);
  const alert = useRef<HTMLDivElement>(null);

  useEffect(() => {
    alert.current?.focus();
  }, [problem]);

  return (
    <Alert ref={alert} title={text.title} actions={actions}>
      {problem.retryAfter === null ? text.next : <Countdown left={left} />}
      {problem.requestId && <SupportCode code={problem.code} requestId={problem.requestId} />}
    </Alert>
  );
};

/** "Try again in about 15 minutes": announced to screen readers once, not at every change. */
const Countdown = ({ left }: { readonly left: number }) => {
  const { t } = useTranslation('widget');
  const text = left > 60 ? t('wait.minutes', { count: Math.ceil(left / 60) }) : t('wait.moment');
  return (
    <span role="timer" aria-live="off">
      {left > 0 ? text : t('wait.over')}
    </span>
  );
};
