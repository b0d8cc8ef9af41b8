import { Button, Skeleton } from '@mantine/core';
import type { AuditEventPage } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import { EmptyState } from '../../components/empty-state';
import { EventList } from '../../components/event-list';
import { IconActivity } from '../../components/icons';
import { ProblemAlert } from '../../components/problem-alert';
import { Page } from '../../layout/page';
import styles from './activity-page.module.css';

const pageSize = 30;

/** Events of the person's own account, newest first. */
export const ActivityPage = () => {
  const { t } = useTranslation('panel');
  const api = useApi();
  const activity = useInfiniteQuery({
    queryKey: ['me', 'activity'],
    queryFn: ({ pageParam, signal }) =>
      api.get<AuditEventPage>('/me/activity', { signal, query: { before: pageParam, limit: pageSize } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const events = activity.data?.pages.flatMap(({ items }) => items);

  return (
    <Page narrow title={t('profile.activity.title')} description={t('profile.activity.description')}>
      <ProblemAlert error={activity.error} />
      {events === undefined && !activity.error && <Skeleton height={300} />}
      {events?.length === 0 && (
        <EmptyState icon={<IconActivity size={20} stroke={1.5} />} title={t('profile.activity.empty')} />
      )}
      {events && events.length > 0 && <EventList events={events} />}
      {activity.hasNextPage && (
        <div className={styles.more}>
          <Button variant="default" loading={activity.isFetchingNextPage} onClick={() => void activity.fetchNextPage()}>
            {t('events.more')}
          </Button>
        </div>
      )}
    </Page>
  );
};
