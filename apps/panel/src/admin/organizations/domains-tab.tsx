import { Button, Menu } from '@mantine/core';
import type { DomainRecord, OrganizationRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useState } from 'react';
import { IfMay, useMay } from '../../api/may';
import { Badge } from '../../components/badge';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { Copyable } from '../../components/copyable';
import type { Column } from '../../components/data-table';
import { Facts } from '../../components/facts';
import { IconPlus, IconServer } from '../../components/icons';
import { Pager } from '../../components/pager';
import { RecordTable } from '../../components/record-table';
import { RowMenu } from '../../components/row-menu';
import { SearchBox } from '../../components/search-box';
import { toast } from '../../components/toast';
import { useListQuery } from '../../components/use-list-query';
import { useOpened } from '../../components/use-opened';
import { Section } from '../../layout/page';
import { useDeclareDomain, useDomains, useRemoveDomain, useVerifyDomain } from '../api/domains.api';
import { AddDomain } from './add-domain';

type Action = 'verify' | 'declare' | 'withdraw' | 'remove';

interface Chosen {
  readonly action: Action;
  readonly domain: DomainRecord;
}

/** Domains of an organization, and how each is proven. */
export const DomainsTab = ({ organization }: { readonly organization: OrganizationRecord }) => {
  const { t } = useTranslation('administration');
  const list = useListQuery();
  const { data: domains, error } = useDomains(organization.id, list);
  const form = useOpened<'add'>();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const columns = useColumns(setChosen);

  return (
    <Section
      title={t('organizations.domain.title')}
      description={t('organizations.domain.text')}
      action={
        <IfMay scope="update:organizations">
          <Button leftSection={<IconPlus size={16} stroke={2} aria-hidden />} onClick={() => form.open('add')}>
            {t('organizations.domain.add')}
          </Button>
        </IfMay>
      }
    >
      <SearchBox label={t('organizations.domain.search')} value={list.search} onSearch={list.onSearch} />
      <RecordTable
        error={error}
        label={t('organizations.domain.title')}
        columns={columns}
        rows={domains?.items}
        icon={<IconServer size={20} stroke={1.5} />}
        none={t('organizations.domain.none')}
        noneText={t('organizations.domain.none_text')}
      />
      {domains && <Pager {...list} total={domains.total} />}
      <AddDomain key={form.round} organizationId={organization.id} opened={form.opened !== null} onClose={form.close} />
      <DomainDialog organizationId={organization.id} chosen={chosen} onClose={() => setChosen(null)} />
    </Section>
  );
};

const useColumns = (onChoose: (chosen: Chosen) => void): readonly Column<DomainRecord>[] => {
  const { t } = useTranslation('administration');
  const may = useMay();
  // Of the system: its own people prove what they say.
  const declares = may('create:organizations');
  return [
    { key: 'domain', title: t('organizations.domain.domain'), cell: ({ domain }) => domain },
    {
      key: 'state',
      title: t('organizations.domain.state'),
      cell: ({ verifiedAt }) =>
        verifiedAt === null ? (
          <Badge tone="warning">{t('organizations.domain.unverified')}</Badge>
        ) : (
          <Badge tone="good">{t('organizations.domain.verified')}</Badge>
        ),
    },
    {
      key: 'actions',
      title: t('credentials.column.actions'),
      actions: true,
      cell: (domain) =>
        may('update:organizations') && (
          <RowMenu label={t('groups.more', { name: domain.domain })}>
            {domain.verifiedAt === null ? (
              <>
                <Menu.Item onClick={() => onChoose({ action: 'verify', domain })}>
                  {t('organizations.domain.verify')}
                </Menu.Item>
                {declares && (
                  <Menu.Item onClick={() => onChoose({ action: 'declare', domain })}>
                    {t('organizations.domain.declare')}
                  </Menu.Item>
                )}
              </>
            ) : (
              declares && (
                <Menu.Item onClick={() => onChoose({ action: 'withdraw', domain })}>
                  {t('organizations.domain.withdraw')}
                </Menu.Item>
              )
            )}
            <Menu.Item color="red" onClick={() => onChoose({ action: 'remove', domain })}>
              {t('organizations.remove')}
            </Menu.Item>
          </RowMenu>
        ),
    },
  ];
};

interface DomainDialogProps {
  readonly organizationId: string;
  readonly chosen: Chosen | null;
  readonly onClose: () => void;
}

const DomainDialog = ({ organizationId, chosen, onClose }: DomainDialogProps) => {
  const { t } = useTranslation('administration');
  const verify = useVerifyDomain(organizationId);
  const declare = useDeclareDomain(organizationId);
  const remove = useRemoveDomain(organizationId);
  const { action = 'verify', domain: record } = chosen ?? {};
  const { id = '', domain = '', proof } = record ?? {};
  const close = (): void => {
    for (const mutation of [verify, declare, remove]) mutation.reset();
    onClose();
  };
  const done = (text: string) => ({
    onSuccess: () => {
      toast(text);
      close();
    },
  });
  const verified = t('organizations.domain.verified_done', { domain });
  const actions = {
    verify: {
      title: t('organizations.domain.prove_title', { domain }),
      label: t('organizations.domain.verify'),
      mutation: verify,
      run: () => verify.mutate(id, done(verified)),
    },
    declare: {
      title: t('organizations.domain.prove_title', { domain }),
      label: t('organizations.domain.declare'),
      mutation: declare,
      run: () => declare.mutate({ id, verified: true }, done(verified)),
    },
    withdraw: {
      title: t('organizations.domain.withdraw_named', { domain }),
      label: t('organizations.domain.withdraw'),
      mutation: declare,
      run: () => declare.mutate({ id, verified: false }, done(t('organizations.domain.withdrawn', { domain }))),
    },
    remove: {
      title: t('organizations.domain.ask_remove', { domain }),
      label: t('organizations.remove'),
      mutation: remove,
      run: () => remove.mutate(id, done(t('organizations.domain.removed', { domain }))),
    },
  } as const satisfies Record<Action, object>;
  const { title, label, mutation, run } = actions[action];

  return (
    <ConfirmDialog
      opened={chosen !== null}
      title={title}
      confirmLabel={label}
      destructive={action === 'withdraw' || action === 'remove'}
      pending={mutation.isPending}
      error={mutation.error}
      onConfirm={run}
      onClose={close}
    >
      {action === 'verify' && proof && (
        <>
          <p>{t('organizations.domain.prove', { domain })}</p>
          <Facts
            facts={[
              [
                t('organizations.domain.record_name'),
                <Copyable key="name" text={proof.name} label={t('organizations.domain.copy_name')} />,
              ],
              [
                t('organizations.domain.record_value'),
                <Copyable key="value" text={proof.value} label={t('organizations.domain.copy_value')} />,
              ],
            ]}
          />
        </>
      )}
      {action === 'declare' && t('organizations.domain.declare_hint')}
      {(action === 'withdraw' || action === 'remove') && t('organizations.domain.ask_remove_text')}
    </ConfirmDialog>
  );
};
