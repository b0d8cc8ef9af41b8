import { Menu, Skeleton } from '@mantine/core';
import type { ClientRecord, ManagementScope } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Navigate, useParams } from 'react-router';
import { useMay } from '../../api/may';
import { Badge } from '../../components/badge';
import { ProblemAlert } from '../../components/problem-alert';
import { RowMenu } from '../../components/row-menu';
import { Tabs } from '../../components/tabs';
import { Page } from '../../layout/page';
import { MoveApplication } from './move-application';
import { useApplicationsPlace } from './applications-place';
import { AppearanceTab } from '../appearance/appearance-tab';
import { ApplicationDanger } from './application-danger';
import type { ApplicationAction } from './application-danger';
import { useClient } from '../api/applications.api';
import { AccessTab } from './access/access-tab';
import { MembersTab } from './access/members-tab';
import { choiceOf } from './credentials/authentication';
import { CredentialsTab } from './credentials/credentials-tab';
import { GrantsTab } from './grants/grants-tab';
import { QuickStartTab } from './quick-start/quick-start-tab';
import { SignInTab } from './sign-in/sign-in-tab';
import { SettingsTab } from './settings/settings-tab';

/** Tabs by the last segment of their path; the first tab has none. */
const parts = {
  'quick-start': QuickStartTab,
  settings: SettingsTab,
  credentials: CredentialsTab,
  'sign-in': SignInTab,
  apis: GrantsTab,
  appearance: AppearanceTab,
  access: AccessTab,
  members: MembersTab,
} as const satisfies Record<string, (props: { readonly client: ClientRecord }) => ReactNode>;
type Part = keyof typeof parts;
/** What a tab reads besides the application. */
const partScopes: Partial<Record<Part, ManagementScope>> = {
  credentials: 'read:client_credentials',
  'sign-in': 'read:sign_in_methods',
  apis: 'read:client_grants',
  appearance: 'read:appearance',
  members: 'read:users',
};
/** Keys of their texts. */
const partTexts = {
  'quick-start': 'quick_start',
  settings: 'settings',
  credentials: 'credentials',
  'sign-in': 'sign_in',
  apis: 'apis',
  appearance: 'appearance',
  access: 'access',
  members: 'members',
} as const satisfies Record<Part, string>;

const isPart = (text: string): text is Part => text in parts;

/** One application: its settings, its authentication and the APIs it may call. */
export const ApplicationPage = () => {
  const { t } = useTranslation('administration');
  const { id = '', '*': rest = '' } = useParams();
  const { data: client, error } = useClient(id);
  const may = useMay();
  const [moving, setMoving] = useState(false);
  const [action, setAction] = useState<ApplicationAction | null>(null);
  const place = useApplicationsPlace();
  const back = { to: place.path, label: place.label ?? t('panel:applications.title') };
  if (!client) {
    return (
      <Page title={t('panel:applications.title')} back={back} error={error}>
        {error ? <ProblemAlert error={error} /> : <Skeleton height={400} />}
      </Page>
    );
  }
  const address = `${place.path}/${encodeURIComponent(client.client_id)}`;
  const part = rest === '' ? 'settings' : rest;
  // The old URL of the key page.
  if (part === 'keys') return <Navigate to={`${address}/credentials`} replace />;
  const mayRead = (one: Part): boolean => {
    // Nobody signs in to an application without a sign-in page.
    if (one === 'appearance' && !client.grant_types.includes('authorization_code')) return false;
    const scope = partScopes[one];
    return scope === undefined || may(scope);
  };
  if (!isPart(part) || rest === 'settings' || !mayRead(part)) return <Navigate to={address} replace />;
  const addressOf = (one: Part): string => (one === 'settings' ? address : `${address}/${one}`);
  const Content = parts[part];
  const rotates = choiceOf(client) === 'client_secret' && may('update:clients');
  const deletes = may('delete:clients');
  // Moving is for administrators of the system.
  const moves = may('create:organizations') && may('update:clients');

  return (
    <Page
      title={client.name}
      back={back}
      part={part === 'settings' ? undefined : t(`application.part.${partTexts[part]}`)}
      badge={client.built_in && <Badge>{t('panel:applications.built_in')}</Badge>}
      description={client.built_in && t('panel:applications.built_in_text')}
      action={
        !client.built_in &&
        (rotates || deletes || moves) && (
          <RowMenu label={t('panel:applications.more', { name: client.name })}>
            {rotates && (
              <Menu.Item onClick={() => setAction('rotate')}>{t('panel:applications.action.rotate')}</Menu.Item>
            )}
            {moves && <Menu.Item onClick={() => setMoving(true)}>{t('organizations.move')}</Menu.Item>}
            {deletes && (
              <Menu.Item color="red" onClick={() => setAction('delete')}>
                {t('panel:applications.action.delete')}
              </Menu.Item>
            )}
          </RowMenu>
        )
      }
    >
      <Tabs
        label={t('application.parts', { name: client.name })}
        tabs={(Object.keys(parts) as Part[]).filter(mayRead).map((one) => ({
          to: addressOf(one),
          label: t(`application.part.${partTexts[one]}`),
        }))}
        current={addressOf(part)}
      >
        <Content client={client} />
      </Tabs>
      {moves && <MoveApplication client={client} opened={moving} onClose={() => setMoving(false)} />}
      <ApplicationDanger client={client} action={action} onClose={() => setAction(null)} />
    </Page>
  );
};
