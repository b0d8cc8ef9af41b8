import { Button } from '@mantine/core';
import type { AccessRequest, ClientRecord } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { IfMay } from '../../../api/may';
import { Avatar } from '../../../components/avatar';
import { type Column, DataTable } from '../../../components/data-table';
import { ProblemAlert } from '../../../components/problem-alert';
import { toast } from '../../../components/toast';
import { TwoLines } from '../../../components/two-lines';
import { When } from '../../../components/when';
import { Section } from '../../../layout/page';
import { useAccessRequests, useAnswerRequest } from './access.api';
import styles from './access.module.css';

/** Open requests; renders nothing without any. */
export const AccessRequestList = ({ client }: { readonly client: ClientRecord }) => {
  const { t } = useTranslation('access');
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useAccessRequests(client.client_id);
  const answer = useAnswerRequest(client.client_id);
  const requests = data?.pages.flatMap(({ items }) => items) ?? [];
  const give =
    ({ id, person }: AccessRequest, state: 'granted' | 'refused') =>
    () =>
      answer.mutate({ id, state }, { onSuccess: () => toast(t(`request.${state}`, { name: person.name })) });
  if (requests.length === 0 && !error && !answer.error) return null;

  const columns: readonly Column<AccessRequest>[] = [
    {
      key: 'person',
      title: t('panel:users.column.name'),
      cell: ({ person: { name, username } }) => <TwoLines start={<Avatar name={name} />} main={name} sub={username} />,
    },
    {
      key: 'message',
      title: t('request.message'),
      cell: ({ message }) => <span className={styles.message}>{message ?? '–'}</span>,
    },
    { key: 'at', title: t('request.at'), cell: ({ createdAt }) => <When at={createdAt} /> },
    {
      key: 'answer',
      title: t('administration:credentials.column.actions'),
      actions: true,
      cell: (request) => (
        <IfMay scope="update:clients">
          <div className={styles.answers}>
            <Button size="compact-sm" loading={answer.isPending} onClick={give(request, 'granted')}>
              {t('request.admit')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={give(request, 'refused')}>
              {t('request.decline')}
            </Button>
          </div>
        </IfMay>
      ),
    },
  ];
  return (
    <Section title={t('request.title')} description={t('request.description')}>
      <ProblemAlert error={error ?? answer.error} />
      <DataTable label={t('request.title')} columns={columns} rows={requests} rowKey={({ id }) => id} empty={null} />
      {hasNextPage && (
        <Button
          className={styles.more}
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Section>
  );
};
