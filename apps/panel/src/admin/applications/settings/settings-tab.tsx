import { Button } from '@mantine/core';
import type { ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useMay } from '../../../api/may';
import { useOpened } from '../../../components/use-opened';
import { ApplicationFacts } from './application-facts';
import { EditApplication } from './edit-application';

/** The settings of an application. */
export const SettingsTab = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('panel');
  const mayEdit = useMay()('update:clients') && !client.built_in;
  const form = useOpened<'edit'>();
  return (
    <>
      <ApplicationFacts
        client={client}
        action={mayEdit && <Button onClick={() => form.open('edit')}>{t('applications.edit')}</Button>}
      />
      <EditApplication key={form.round} client={client} opened={form.opened === 'edit'} onClose={form.close} />
    </>
  );
};
