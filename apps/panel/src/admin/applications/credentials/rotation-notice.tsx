import { Button } from '@mantine/core';
import type { ClientCredential } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { Alert } from '@postern/ui';
import { When } from '../../../components/when';
import { credentialName } from './credential-text';
import styles from './credentials.module.css';
import type { Rotation } from './rotation';

export interface RotationNoticeProps {
  readonly rotation: Rotation;
  /** Undefined without write access. */
  readonly onRemove: ((credential: ClientCredential) => void) | undefined;
}

/** The second and third step: the old certificate stays until the new one has been used. */
export const RotationNotice = ({ rotation: { newer, older }, onRemove }: RotationNoticeProps) => {
  const { t } = useTranslation('administration');
  const seen = newer.last_used_at !== null;
  return (
    <div className={styles.notice}>
      <Alert
        tone={seen ? 'success' : 'info'}
        title={t(seen ? 'rotation.ready' : 'rotation.waiting', { name: credentialName(newer) })}
        actions={
          onRemove &&
          older.map((credential) => (
            <Button
              key={credential.id}
              size="xs"
              variant={seen ? 'filled' : 'default'}
              onClick={() => onRemove(credential)}
            >
              {t('rotation.remove', { name: credentialName(credential) })}
            </Button>
          ))
        }
      >
        <p>{t(seen ? 'rotation.ready_text' : 'rotation.waiting_text')}</p>
        <p>
          {t('rotation.last_used', { name: credentialName(newer) })} <When at={newer.last_used_at} />
        </p>
      </Alert>
    </div>
  );
};
