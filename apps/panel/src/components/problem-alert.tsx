import type { ErrorCode, Problem } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { Alert, type AlertTone } from '@postern/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { problemOf } from '../api/problem-of';
import styles from './problem-alert.module.css';

export interface ProblemAlertProps {
  /** Anything that a request threw; null renders nothing. */
  readonly error: unknown;
  readonly actions?: ReactNode;
}

/** An error in words, next to its cause; the code is shown small, for support. */
export const ProblemAlert = ({ error, actions }: ProblemAlertProps) => {
  if (error === null || error === undefined) return null;
  const { code, requestId, account } = problemOf(error);
  return <CodeAlert code={code} requestId={requestId} account={account} actions={actions} />;
};

export interface CodeAlertProps {
  readonly code: ErrorCode;
  readonly requestId?: string | null;
  /** The account that causes the conflict. */
  readonly account?: Problem['account'] | null;
  readonly actions?: ReactNode;
  /** Some codes report good news. */
  readonly tone?: AlertTone;
}

/** The same, for a code without a response. */
export const CodeAlert = ({ code, requestId = null, account = null, actions, tone = 'danger' }: CodeAlertProps) => {
  const { t } = useTranslation('panel');
  const { title, text, next } = useErrorText()(code);
  return (
    <div className={styles.room}>
      <Alert tone={tone} title={title} actions={actions}>
        <p>
          {text} {next}
        </p>
        {account && (
          <p>
            {t('problem.belongs_to')}{' '}
            <Link to={`/admin/users/${account.id}`}>
              {account.name} ({account.username})
            </Link>
          </p>
        )}
        <p className={styles.code}>
          {code}
          {requestId && ` · ${t('problem.request', { id: requestId })}`}
        </p>
      </Alert>
    </div>
  );
};
