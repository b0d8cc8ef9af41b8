import { Button } from '@mantine/core';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { Link } from 'react-router';
import { useIdentifiers } from '../api/identifiers.api';
import styles from './main-information.module.css';

const next = [
  ['users', '/admin/users'],
  ['applications', '/admin/applications'],
] as const;

/**
 * An owner's first step. Hidden once a certificate is linked: until then, only a password protects the installation.
 */
export const OwnerWelcome = () => {
  const { t } = useTranslation('panel');
  const { data: identifiers } = useIdentifiers();
  if (identifiers === undefined || identifiers.length > 0) return null;
  return (
    <div className={styles.welcome}>
      <Alert
        tone="info"
        title={t('welcome.title')}
        actions={
          <Button component={Link} to="/profile/identifiers" size="xs">
            {t('welcome.link')}
          </Button>
        }
      >
        <p>{t('welcome.text')}</p>
        <p>
          {t('welcome.then')}{' '}
          {next.map(([name, to], index) => (
            <span key={name}>
              {index > 0 && ' · '}
              <Link to={to}>{t(`welcome.${name}`)}</Link>
            </span>
          ))}
        </p>
      </Alert>
    </div>
  );
};
