import { useTranslation } from '@postern/i18n';
import { useEffect, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { Page } from '../../layout/page';
import { LinkConfirmationForm } from './link-confirmation-form';
import { readReturn, resumableLink } from './link-memory';
import { LinkRefused } from './link-refused';

/** Tells the identifiers list why the person is back: a reloaded confirmation cannot be shown again. */
const linkInterrupted = { linkInterrupted: true } as const;

/** The browser returns here with a method's result: shown first, linked only after confirmation. */
export const LinkPage = () => {
  const { t } = useTranslation('panel');
  const { hash } = useLocation();
  // Without a code, the browser returns from the new sign-in that a confirmation required.
  const [answer] = useState(() => readReturn(hash) ?? resumableLink());
  // The code is single-use and must not stay in the history.
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
