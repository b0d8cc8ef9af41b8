import { Button } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { Link } from 'react-router';
import { EmptyState } from '../components/empty-state';
import { Page } from './page';

export const NotFound = () => {
  const { t } = useTranslation('panel');
  return (
    <Page title={t('not_found.title')}>
      <EmptyState
        title={t('not_found.lead')}
        text={t('not_found.text')}
        action={
          <Button component={Link} to="/profile" variant="default">
            {t('not_found.home')}
          </Button>
        }
      />
    </Page>
  );
};
