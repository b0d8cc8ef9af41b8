import { Button } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { EmptyState } from '../components/empty-state';

/** Shown when a page itself fails, for example because a deployment replaced a file it needs. */
export const CrashNotice = () => {
  const { t } = useTranslation('panel');
  return (
    <main>
      <EmptyState
        title={t('crash.title')}
        text={t('crash.text')}
        action={<Button onClick={() => location.reload()}>{t('crash.reload')}</Button>}
      />
    </main>
  );
};
