import { Button, Skeleton } from '@mantine/core';
import { languages, profileFieldLabel } from '@postern/contracts';
import type { Profile } from '@postern/contracts';
import { languageNames, supportedLanguage, useDateText, useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useMe } from '../../api/me';
import { Facts } from '../../components/facts';
import { useFieldWords } from '../../components/profile-field-input';
import { ProblemAlert } from '../../components/problem-alert';
import { Page, Section } from '../../layout/page';
import { useInterruption } from '../../session/interruption';
import { DeleteAccount } from '../deletion/delete-account';
import { MainInformationForm } from './main-information-form';
import { OwnerWelcome } from './owner-welcome';
import { OwnData } from './own-data';
import { PasswordForm } from './password-form';

const LanguageName = ({ locale }: Pick<Profile, 'locale'>) => {
  const { t } = useTranslation('panel');
  const language = supportedLanguage(locale);
  return <>{language && languages.includes(language) ? languageNames[language] : t('profile.main.browser_language')}</>;
};

const Details = ({ me }: { readonly me: Profile }) => {
  const { t, i18n } = useTranslation('panel');
  const words = useFieldWords();
  const date = useDateText();
  // Unset fields are in the form only; here they would be a list of dashes.
  const optional = [
    [t('profile.main.given_name'), me.givenName],
    [t('profile.main.family_name'), me.familyName],
    [t('profile.main.email'), me.email],
  ] as const;
  return (
    <Facts
      facts={[
        [t('profile.main.name'), me.name],
        ...optional.filter(([, value]) => value !== null && value !== ''),
        [t('profile.main.username'), me.username],
        [t('profile.main.role'), t(`role.${me.role}`)],
        [t('profile.main.language'), <LanguageName locale={me.locale} />],
        ...me.fields
          .filter(({ value }) => value !== null)
          .map((field) => [profileFieldLabel(field, i18n.language), words(field.value)] as const),
        [t('profile.main.member_since'), date(me.createdAt)],
      ]}
    />
  );
};

/** The person's profile as applications see it, the password, and their other own data. */
export const MainInformationPage = () => {
  const { t } = useTranslation('panel');
  const { data: me, error } = useMe();
  const typed = useInterruption('mainInformation');
  const passwordWaited = useInterruption('password') !== null;
  const [editing, setEditing] = useState(typed !== null);
  const [changing, setChanging] = useState(passwordWaited);

  return (
    <Page
      narrow
      title={t('profile.main.title')}
      description={t('profile.main.description')}
      action={
        <Button disabled={!me} onClick={() => setEditing(true)}>
          {t('profile.main.edit')}
        </Button>
      }
    >
      <ProblemAlert error={error} />
      {me?.role === 'owner' && <OwnerWelcome />}
      {me ? <Details me={me} /> : <Skeleton height={320} />}
      <Section
        title={t('profile.password.title')}
        description={t(me?.hasPassword === false ? 'profile.password.none' : 'profile.password.description')}
        action={
          <Button variant="default" disabled={!me} onClick={() => setChanging(true)}>
            {t(me?.hasPassword === false ? 'profile.password.set' : 'profile.password.change')}
          </Button>
        }
      >
        {null}
      </Section>
      {me && <OwnData />}
      {me && <DeleteAccount me={me} />}
      {me && <MainInformationForm me={me} typed={typed} opened={editing} onClose={() => setEditing(false)} />}
      {me && <PasswordForm me={me} opened={changing} onClose={() => setChanging(false)} />}
    </Page>
  );
};
