import { Button, Menu, Skeleton } from '@mantine/core';
import type { GatewayApi } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { IfMay, useMay } from '../../../api/may';
import { ProblemAlert } from '../../../components/problem-alert';
import { RowMenu } from '../../../components/row-menu';
import { Tabs } from '../../../components/tabs';
import { Page, Section } from '../../../layout/page';
import { PolicyEditor } from '../policy/policy-editor';
import { PolicyReader } from '../policy/policy-reader';
import { ApiSentences } from '../policy/sentences';
import { gatewayPath } from '../shared/gateway-page';
import { apiPath } from '../shared/used-by';
import { TryIt } from '../try-it/try-it';
import { ApiDanger } from './api-danger';
import { ApiFacts } from './api-facts';
import { ApiNotice } from './api-notice';
import { useGatewayApi } from '../api/apis.api';
import { ApplyDialog } from './apply-dialog';
import { EditApi } from './edit-api';
import { StateBadge } from './state-badge';

const parts = ['settings', 'policy', 'try'] as const;
export type ApiPart = (typeof parts)[number];
type Doing = 'apply' | 'validate' | 'edit' | 'revert' | 'delete';

const partPath = (id: string, part: ApiPart): string => (part === 'settings' ? apiPath(id) : `${apiPath(id)}/${part}`);

const Settings = ({ api, onEdit }: { readonly api: GatewayApi; readonly onEdit: () => void }) => {
  const { t } = useTranslation('gateway');
  return (
    <>
      <ApiNotice api={api} />
      <Section
        title={t('apis.settings')}
        action={
          <IfMay scope="update:gateway">
            <Button variant="default" onClick={onEdit}>
              {t('apis.edit')}
            </Button>
          </IfMay>
        }
      >
        <ApiFacts api={api} />
      </Section>
      <Section title={t('apis.sentence')} description={t('apis.sentence_text')}>
        <ApiSentences api={api} />
      </Section>
    </>
  );
};

/** One API: its draft, its policy and a simulated call. */
export const ApiPage = ({ part }: { readonly part: ApiPart }) => {
  const { t } = useTranslation('gateway');
  const { id = '' } = useParams();
  const { data: api, error } = useGatewayApi(id);
  const mayChange = useMay()('update:gateway');
  const [doing, setDoing] = useState<Doing | null>(null);
  const back = { to: gatewayPath('apis'), label: t('tab.apis') };
  if (!api) {
    return (
      <Page title={t('tab.apis')} back={back} error={error}>
        {error ? <ProblemAlert error={error} /> : <Skeleton height={400} />}
      </Page>
    );
  }
  const { name } = api.draft;
  const close = (): void => setDoing(null);
  const shown: Readonly<Record<ApiPart, () => ReactNode>> = {
    settings: () => <Settings api={api} onEdit={() => setDoing('edit')} />,
    policy: () => (mayChange ? <PolicyEditor key={api.id} api={api} /> : <PolicyReader api={api} />),
    try: () => <TryIt api={api} />,
  };

  return (
    <Page
      title={name}
      back={back}
      part={part === 'settings' ? undefined : t(`apis.tab.${part}`)}
      badge={<StateBadge api={api} />}
      action={
        <IfMay scope="update:gateway">
          {(api.state !== 'applied' || api.refused) && (
            <Button onClick={() => setDoing('apply')}>{t('apis.apply')}</Button>
          )}
          <RowMenu label={t('action.more', { name })}>
            <Menu.Item onClick={() => setDoing('validate')}>{t('apis.validate')}</Menu.Item>
            {api.state === 'changed' && <Menu.Item onClick={() => setDoing('revert')}>{t('apis.revert')}</Menu.Item>}
            <Menu.Item color="red" onClick={() => setDoing('delete')}>
              {t('action.delete')}
            </Menu.Item>
          </RowMenu>
        </IfMay>
      }
    >
      <Tabs
        label={t('apis.tab.label')}
        tabs={parts.map((one) => ({ to: partPath(id, one), label: t(`apis.tab.${one}`) }))}
        current={partPath(id, part)}
      >
        {shown[part]()}
      </Tabs>
      {doing === 'edit' && <EditApi api={api} onClose={close} />}
      {(doing === 'apply' || doing === 'validate') && (
        <ApplyDialog api={api} checkOnly={doing === 'validate'} onClose={close} />
      )}
      {(doing === 'revert' || doing === 'delete') && <ApiDanger api={api} action={doing} onClose={close} />}
    </Page>
  );
};
