import { useTranslation } from '@postern/i18n';
import { Button } from '@postern/ui';
import { useEffect, useRef, useState } from 'react';
import { leaveQuestion, signOutAddress, type SignOut } from '../interaction/sign-out';
import { Leaving } from '../parts/leaving';
import { Sign } from '../parts/page-sign';
import { Heading } from '../shell/heading';
import { Page } from '../shell/page';
import stack from '../shell/stack.module.css';

/** Ends the session here and at the applications; automatically if no confirmation is needed. */
export const SignOutScreen = (signOut: SignOut) => (
  <Page top={<Sign name="sign-out" />}>
    {signOut.confirmed ? <Farewell {...signOut} /> : <Question {...signOut} />}
  </Page>
);

/** Native forms: the response redirects to the application, which fetch could not follow. */
const Question = ({ xsrf, application }: SignOut) => {
  const { t } = useTranslation('widget');
  const [answer, setAnswer] = useState<string | null>(null);
  const lead = application ? t('sign_out.lead_application', { application }) : t('sign_out.lead');

  return (
    <>
      <Heading lead={lead}>{t('sign_out.title')}</Heading>
      <form
        className={stack.stack}
        method="post"
        action={signOutAddress}
        onSubmit={(event) => {
          if (answer) return event.preventDefault();
          leaveQuestion();
          setAnswer(((event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null)?.value ?? 'yes');
        }}
      >
        <input type="hidden" name="xsrf" value={xsrf} />
        <Button wide type="submit" look="primary" name="logout" value="yes" busy={answer === 'yes'}>
          {t('sign_out.confirm')}
        </Button>
        <Button wide type="submit" value="no" busy={answer === 'no'}>
          {t('sign_out.stay')}
        </Button>
      </form>
    </>
  );
};

const Farewell = ({ xsrf }: SignOut) => {
  const { t } = useTranslation('widget');
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    leaveQuestion();
    form.current?.submit();
  }, []);

  return (
    <form ref={form} method="post" action={signOutAddress}>
      <input type="hidden" name="xsrf" value={xsrf} />
      <input type="hidden" name="logout" value="yes" />
      <Leaving
        done={false}
        title={t('sign_out.leaving')}
        lead={t('sign_in.departing')}
        byHand={<Button type="submit">{t('sign_out.confirm')}</Button>}
      />
    </form>
  );
};
