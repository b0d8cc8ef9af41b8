import { useErrorText, useTranslation, type ErrorText } from '@postern/i18n';
import { ButtonLink } from '@postern/ui';
import { isErrorCode } from '../interaction/address';
import { knownApplications, type KnownApplication } from '../interaction/browser-memory';
import type { Stop } from '../interaction/stop-reason';
import { GoBack } from '../parts/go-back';
import { Sign } from '../parts/page-sign';
import { SupportCode } from '../parts/support-code';
import { Heading } from '../shell/heading';
import { Page } from '../shell/page';
import stack from '../shell/stack.module.css';

/**
 * An error that cannot be sent to the application: the application is unknown, its redirect URI is not trusted, or the
 * sign-in has expired.
 */
export const StoppedScreen = ({ stop }: { readonly stop: Stop }) => {
  const { t } = useTranslation('widget');
  const { title, text, next } = useStopText(stop);
  const late = stop.reason === 'interaction.not_found';
  // Only an expired sign-in is known to belong to this tab; other errors may come from any application.
  const application = late ? knownApplications.last() : null;

  return (
    <Page top={<Sign name={late || stop.reason === 'stale_sign_out' ? 'clock' : 'warning'} />}>
      <Heading lead={text}>{title}</Heading>
      <div className={stack.loose}>
        <p>{next}</p>
        {hasHome(application) ? (
          <ButtonLink wide look="primary" href={application.homepageUrl}>
            {t('close', { application: application.name })}
          </ButtonLink>
        ) : (
          <GoBack look="primary" />
        )}
        <SupportCode code={stop.code} requestId={stop.requestId} />
      </div>
    </Page>
  );
};

const hasHome = (application: KnownApplication | null): application is KnownApplication & { homepageUrl: string } =>
  typeof application?.homepageUrl === 'string';

const useStopText = ({ reason }: Stop): ErrorText => {
  const { t } = useTranslation('widget');
  const errorText = useErrorText();
  if (isErrorCode(reason)) {
    // The sign-in is gone, so it cannot be restarted.
    const lost = /^(ticket|handoff)\./.test(reason);
    return { ...errorText(reason), ...(lost && { next: errorText('interaction.not_found').next }) };
  }
  return {
    title: t(`stopped.${reason}.title`),
    text: t(`stopped.${reason}.text`),
    next: t(`stopped.${reason}.next`),
  };
};
