import type { ApiProblem } from '@postern/api-client';
import { useErrorText, useTranslation } from '@postern/i18n';
import { Button, ButtonLink, type IconName } from '@postern/ui';
import { useState } from 'react';
import type { KnownApplication } from '../interaction/browser-memory';
import { AutoRetry } from '../parts/auto-retry';
import { GoBack } from '../parts/go-back';
import { Sign } from '../parts/page-sign';
import { SupportCode } from '../parts/support-code';
import { ApplicationMark } from '../shell/application-mark';
import { Heading } from '../shell/heading';
import { Page } from '../shell/page';
import stack from '../shell/stack.module.css';

/** An icon for the kind of error, shown if no application is known. */
const signOf = ({ code }: ApiProblem): IconName => {
  if (code === 'interaction.not_found' || code === 'request.too_many') return 'clock';
  return code === 'server.unavailable' ? 'offline' : 'warning';
};

interface ProblemScreenProps {
  readonly problem: ApiProblem;
  /** The application that started this sign-in, if the browser remembers it. */
  readonly application: KnownApplication | null;
  readonly onRetry: () => Promise<void>;
}

/** The page cannot be shown: the sign-in has expired, or the server is unreachable. */
export const ProblemScreen = ({ problem, application, onRetry }: ProblemScreenProps) => {
  const errorText = useErrorText();
  const { title, text } = errorText(problem.code);
  // The sign-in is gone, so it cannot be restarted.
  const lost = /^(interaction|ticket|handoff)\./.test(problem.code);
  const { next } = errorText(lost ? 'interaction.not_found' : problem.code);
  const [busy, setBusy] = useState(false);
  const waits = problem.code === 'server.unavailable' || problem.code === 'request.too_many';
  const retry = async (): Promise<void> => {
    setBusy(true);
    await onRetry();
    setBusy(false);
  };

  const top = application ? <ApplicationMark name={application.name} logo={null} /> : <Sign name={signOf(problem)} />;

  return (
    <Page top={top}>
      <Heading lead={text}>{title}</Heading>
      <div className={stack.loose}>
        <p>{next}</p>
        {waits ? (
          <AutoRetry problem={problem} busy={busy} onRetry={() => void retry()} />
        ) : (
          <WayBack application={application} retriable={!lost} onRetry={() => void retry()} />
        )}
        <SupportCode code={problem.code} requestId={problem.requestId} />
      </div>
    </Page>
  );
};

interface WayBackProps {
  readonly application: KnownApplication | null;
  readonly retriable: boolean;
  readonly onRetry: () => void;
}

const WayBack = ({ application, retriable, onRetry }: WayBackProps) => {
  const { t } = useTranslation('widget');
  const home = application?.homepageUrl;
  return (
    <div className={stack.stack}>
      {retriable && (
        <Button wide look="primary" onClick={onRetry}>
          {t('common:action.retry')}
        </Button>
      )}
      {home ? (
        <ButtonLink wide look={retriable ? 'secondary' : 'primary'} href={home}>
          {t('close', { application: application.name })}
        </ButtonLink>
      ) : (
        <GoBack look={retriable ? 'secondary' : 'primary'} />
      )}
    </div>
  );
};
