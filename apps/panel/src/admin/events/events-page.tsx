import { Button, Menu } from '@mantine/core';
import type { AuditEvent } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { VisuallyHidden } from '@postern/ui';
import { useSearchParams } from 'react-router';
import { useMethodName } from '../../api/method-names';
import { useOrganizationScope } from '../../api/organization-scope';
import { DataTable } from '../../components/data-table';
import type { Column } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { EventDot } from '../../components/event-dot';
import { IconDownload, IconEvents } from '../../components/icons';
import { useColumnChoice } from '../../components/column-choice';
import listStyles from '../../components/lists.module.css';
import { SavedViews } from '../../components/saved-views';
import { ProblemAlert } from '../../components/problem-alert';
import { TwoLines } from '../../components/two-lines';
import { When } from '../../components/when';
import { Page, Section } from '../../layout/page';
import { EventDetails } from './event-details';
import { EventFilters } from './event-filters';
import { readFilter } from './event-filter';
import styles from './events.module.css';
import { useEvent, useEvents, useExportEvents } from './events.api';
import { useLiveEvents } from './use-live-events';

const AccountCell = ({ account }: Pick<AuditEvent, 'account'>) => {
  const { t } = useTranslation('panel');
  if (!account) return '–';
  // Events outlive the accounts they refer to.
  return <TwoLines main={account.name || t('events.deleted_account')} sub={account.username || account.id} />;
};

const useColumns = (onOpen: (event: AuditEvent) => void): readonly Column<AuditEvent>[] => {
  const { t } = useTranslation('panel');
  const errorText = useErrorText();
  const methodName = useMethodName();
  return [
    {
      key: 'type',
      title: t('events.column.type'),
      cell: (event) => (
        <TwoLines
          start={<EventDot type={event.type} />}
          main={
            <button type="button" className={styles.open} onClick={() => onOpen(event)}>
              {t(`events.type.${event.type}`)}
            </button>
          }
          sub={event.code && <span className={styles.reason}>{errorText(event.code).title}</span>}
        />
      ),
    },
    {
      key: 'account',
      title: t('events.column.account'),
      cell: ({ account }) => <AccountCell account={account} />,
    },
    { key: 'method', title: t('events.column.method'), cell: ({ method }) => (method ? methodName(method) : '–') },
    {
      key: 'client',
      title: t('events.column.application'),
      cell: ({ clientId, clientName }) => clientName ?? clientId ?? '–',
    },
    { key: 'address', title: t('events.column.address'), cell: ({ address }) => <code>{address ?? '–'}</code> },
    { key: 'at', title: t('events.column.time'), cell: ({ at }) => <When at={at} /> },
  ];
};

/** The event log, or of the organization whose pages are shown what concerns it; newest first. */
export const EventsPage = () => {
  const { t } = useTranslation('panel');
  const isPart = useOrganizationScope() !== null;
  const Frame = isPart ? Section : Page;
  const [query, setQuery] = useSearchParams();
  const filter = readFilter(query);
  const events = useEvents(filter);
  const live = useLiveEvents(filter, events.data !== undefined && !events.isPlaceholderData);
  const exported = useExportEvents();
  const openId = query.get('event');
  const listed = events.data?.pages.flatMap(({ items }) => items);
  const inList = listed?.find(({ id }) => id === openId);
  const asked = useEvent(inList ? null : openId);
  const show = (id: string | null): void => {
    const next = new URLSearchParams(query);
    if (id === null) next.delete('event');
    else next.set('event', id);
    setQuery(next);
  };
  const columns = useColumnChoice(
    'events',
    useColumns(({ id }) => show(id)),
  );

  return (
    <Frame
      title={t('events.title')}
      description={t(isPart ? 'administration:organizations.events_text' : 'events.description')}
      action={
        <>
          <VisuallyHidden live>
            {live.arrived > 0 ? t('administration:live.arrived', { count: live.arrived }) : ''}
          </VisuallyHidden>
          <Button
            variant="default"
            leftSection={<span className={styles.live} data-live={live.isLive} aria-hidden />}
            onClick={live.toggle}
          >
            {t(live.isLive ? 'administration:live.pause' : 'administration:live.resume')}
          </Button>
          <Menu>
            <Menu.Target>
              <Button
                variant="default"
                loading={exported.isPending}
                leftSection={<IconDownload size={16} stroke={1.8} aria-hidden />}
              >
                {t('events.export')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t('events.export_what')}</Menu.Label>
              <Menu.Item onClick={() => exported.mutate({ filter, format: 'csv' })}>CSV</Menu.Item>
              <Menu.Item onClick={() => exported.mutate({ filter, format: 'json' })}>JSON</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      }
    >
      <EventFilters filter={filter} onChange={(next) => setQuery(next, { replace: true })} />
      <div className={listStyles.tools}>
        <SavedViews list="events" />
        {columns.menu}
      </div>
      <ProblemAlert error={events.error ?? exported.error} />
      {!events.error && (
        <DataTable
          label={t('events.title')}
          columns={columns.shown}
          rows={listed}
          rowKey={({ id }) => id}
          empty={
            <EmptyState
              icon={<IconEvents size={20} stroke={1.5} />}
              title={t('events.none')}
              text={t(query.size > 0 ? 'events.none_found' : 'events.none_text')}
            />
          }
        />
      )}
      {events.hasNextPage && (
        <div className={styles.more}>
          <Button variant="default" loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
            {t('events.more')}
          </Button>
        </div>
      )}
      <EventDetails
        event={openId === null ? null : (inList ?? asked.data ?? null)}
        error={openId === null ? null : asked.error}
        onClose={() => show(null)}
      />
    </Frame>
  );
};
