import type { ApiProblem } from '@postern/api-client';
import { useErrorText } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import { useSecondsLeft } from '../interaction/use-seconds-left';
import { Countdown } from './countdown';
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
