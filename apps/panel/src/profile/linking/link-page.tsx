import { useTranslation } from '@postern/i18n';
import { useEffect, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { Page } from '../../layout/page';
import { LinkConfirmationForm } from './link-confirmation-form';
import { readReturn, resumableLink } from './link-memory';
import { LinkRefused } from './link-refused';

/** Tells the list of identifiers why one is back there: a confirmation that was reloaded cannot be shown twice. */
const linkInterrupted = { linkInterrupted: true } as const;

/** Where the browser comes back to with what a method proved: shown first, linked only when confirmed. */
export const LinkPage = () => {
  const { t } = useTranslation('panel');
  const { hash } = useLocation();
  // Without one, the browser is back from the sign-in that a confirmation asked for.
  const [answer] = useState(() => readReturn(hash) ?? resumableLink());
  // The code is good once, and no business of the history.
  useEffect(() => history.replaceState(history.state, '', location.pathname), []);

  if (answer === null) return <Navigate to="/profile/identifiers" replace state={linkInterrupted} />;
  return (
    <Page narrow title={t('link.title')} back={{ to: '/profile/identifiers', label: t('profile.identifiers.title') }}>
      {'code' in answer ? (
        <LinkConfirmationForm code={answer.code} />
      ) : (
        <LinkRefused code={answer.error} refusal={answer.refusal} />
      )}
    </Page>
  );
};
