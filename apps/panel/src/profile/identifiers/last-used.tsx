import type { LastUse } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { useDeviceName } from '../../components/session-list';
import { When } from '../../components/when';
import styles from './identifiers.module.css';

export interface LastUsedProps {
  readonly at: string | null;
  /** Browser and address, as long as the event log has them. */
  readonly from: LastUse | null;
}

/** When and where a certificate was used last. */
export const LastUsed = ({ at, from }: LastUsedProps) => {
  const { t } = useTranslation('panel');
  const deviceName = useDeviceName();
  return (
    <>
      <span>
        {t('profile.identifiers.last_used')} <When at={at} />
      </span>
      {from !== null && <span>{deviceName(from.userAgent)}</span>}
      {from?.address != null && <span className={styles.address}>{from.address}</span>}
    </>
  );
};
