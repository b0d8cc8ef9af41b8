import { Button } from '@mantine/core';
import type { ConnectedApplication } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import { ApplicationLogo } from '../../components/application-logo';
import { Badge } from '../../components/badge';
import styles from './applications.module.css';
import { Permissions } from './permissions';

export interface ConnectedApplicationRowProps {
  readonly application: ConnectedApplication;
  readonly onWithdraw: () => void;
}

/** One application: when it got access, what for, and a button to revoke it. */
export const ConnectedApplicationRow = ({ application, onWithdraw }: ConnectedApplicationRowProps) => {
  const { t } = useTranslation('panel');
  const date = useDateText();
  const { name, homepageUrl, accentColor, firstParty, since, permissions, identifiers } = application;
  return (
    <li className={styles.application}>
      <div className={styles.head}>
        <ApplicationLogo name={name} color={accentColor} />
        <div className={styles.words}>
          <h2 className={styles.name}>
            {homepageUrl === null ? (
              name
            ) : (
              <a href={homepageUrl} rel="noreferrer">
                {name}
              </a>
            )}
            {firstParty && <Badge>{t('profile.applications.pre')}</Badge>}
          </h2>
          <p className={styles.since}>
            {t('profile.applications.since', { date: date(since) })}
            {firstParty && ` · ${t('profile.applications.pre_hint')}`}
          </p>
        </div>
        <Button
          variant="default"
          size="xs"
          aria-label={t('profile.applications.withdraw_named', { name })}
          onClick={onWithdraw}
        >
          {t('profile.applications.withdraw')}
        </Button>
      </div>
      <Permissions permissions={permissions} identifiers={identifiers} />
    </li>
  );
};
