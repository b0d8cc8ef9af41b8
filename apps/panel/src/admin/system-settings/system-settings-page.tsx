import { Skeleton } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { ProblemAlert } from '../../components/problem-alert';
import { Page } from '../../layout/page';
import { SystemSettingsForm } from './system-settings-form';
import { useSystemSettings } from './system-settings.api';

/** Settings of the whole installation. */
export const SystemSettingsPage = () => {
  const { t } = useTranslation('settings');
  const { data: settings, error } = useSystemSettings();
  return (
    <Page title={t('title')} description={t('description')} narrow error={error}>
      <ProblemAlert error={error} />
      {settings && <SystemSettingsForm settings={settings} />}
      {!settings && !error && <Skeleton height={400} />}
    </Page>
  );
};
