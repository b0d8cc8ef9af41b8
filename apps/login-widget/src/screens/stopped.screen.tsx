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

/** A request that cannot be answered at the application: it is not known, not trusted with the answer, or too late. */
export const StoppedScreen = ({ stop }: { readonly stop: Stop }) => {
  const { t } = useTranslation('widget');
  const { title, text, next } = useStopText(stop);
  const late = stop.reason === 'interaction.not_found';
  // Only the sign-in of this tab can be too late; anything else may come from any application.
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
    // No sign-in is left to start again from.
    const lost = /^(ticket|handoff)\./.test(reason);
    return { ...errorText(reason), ...(lost && { next: errorText('interaction.not_found').next }) };
  }
  return {
    title: t(`stopped.${reason}.title`),
    text: t(`stopped.${reason}.text`),
    next: t(`stopped.${reason}.next`),
  };
};
