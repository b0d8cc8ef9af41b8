import { Button, Menu, Skeleton } from '@mantine/core';
import type { ClientWithSecret } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { useParams } from 'react-router';
import { Badge } from '../../components/badge';
import { ProblemAlert } from '../../components/problem-alert';
import { RowMenu } from '../../components/row-menu';
import { Page } from '../../layout/page';
import { ApplicationDanger } from './application-danger';
import type { ApplicationAction } from './application-danger';
import { ApplicationFacts } from './application-facts';
import { useClient } from './applications.api';
import { ClientSecret } from './client-secret';
import { EditApplication } from './edit-application';

/** One application, as it is registered. */
export const ApplicationPage = () => {
  const { t } = useTranslation('panel');
  const { id = '' } = useParams();
  const { data: client, error } = useClient(id);
  const [editing, setEditing] = useState(false);
  const [action, setAction] = useState<ApplicationAction | null>(null);
  const [secret, setSecret] = useState<ClientWithSecret | null>(null);
  const back = { to: '/admin/applications', label: t('applications.title') };
  if (!client) {
    return (
      <Page narrow title={t('applications.title')} back={back}>
        {error ? <ProblemAlert error={error} /> : <Skeleton height={400} />}
      </Page>
    );
  }
  const confidential = client.token_endpoint_auth_method !== 'none';

  return (
    <Page
      narrow
      title={client.name}
      back={back}
      badge={client.built_in && <Badge>{t('applications.built_in')}</Badge>}
      description={client.built_in && t('applications.built_in_text')}
      action={
        !client.built_in && (
          <>
            <Button onClick={() => setEditing(true)}>{t('applications.edit')}</Button>
            <RowMenu label={t('applications.more', { name: client.name })}>
              {confidential && (
                <Menu.Item onClick={() => setAction('rotate')}>{t('applications.action.rotate')}</Menu.Item>
              )}
              <Menu.Item color="red" onClick={() => setAction('delete')}>
                {t('applications.action.delete')}
              </Menu.Item>
            </RowMenu>
          </>
        )
      }
    >
      <ApplicationFacts client={client} />
      <EditApplication
        key={client.updated_at}
        client={client}
        opened={editing}
        onClose={() => setEditing(false)}
        onSecret={setSecret}
      />
      <ClientSecret client={secret} onClose={() => setSecret(null)} />
      <ApplicationDanger client={client} action={action} onClose={() => setAction(null)} />
    </Page>
  );
};
