import { Button } from '@mantine/core';
import type { SessionView } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { classNames } from '@postern/ui';
import { useMethodName } from '../api/method-names';
import { Badge } from './badge';
import { IconPhone, IconSessions } from './icons';
import styles from './session-list.module.css';
import { deviceOf } from './user-agent';
import { When } from './when';

export interface SessionListProps {
  readonly sessions: readonly SessionView[];
  /** Undefined if sessions cannot be ended. */
  readonly onEnd: ((session: SessionView) => void) | undefined;
}

interface SessionRowProps extends Pick<SessionListProps, 'onEnd'> {
  readonly session: SessionView;
}

/** Display name of a session: browser and operating system. */
export const useDeviceName = (): ((userAgent: string | null) => string) => {
  const { t } = useTranslation('panel');
  return (userAgent) => {
    const { browser, system } = deviceOf(userAgent);
    if (browser && system) return t('session_list.device', { browser, system });
    return browser ?? system ?? t('session_list.unknown_device');
  };
};

const SessionRow = ({ session, onEnd }: SessionRowProps) => {
  const { t } = useTranslation('panel');
  const methodName = useMethodName();
  const name = useDeviceName()(session.userAgent);
  const Icon = deviceOf(session.userAgent).mobile ? IconPhone : IconSessions;
  return (
    <li className={styles.session}>
      <Icon size={20} stroke={1.5} className={styles.icon} aria-hidden />
      <div className={styles.words}>
        <p className={styles.name}>
          {name}
          {session.current && <Badge tone="good">{t('session_list.current')}</Badge>}
        </p>
        <p className={classNames(styles.facts, styles.dotted)}>
          <span>
            {t('session_list.signed_in')} <When at={session.signedInAt} />
          </span>
          {session.method && <span>{t('session_list.with', { method: methodName(session.method) })}</span>}
          {session.address && <span className={styles.address}>{session.address}</span>}
        </p>
        {session.applications.length > 0 && (
          <p className={styles.facts}>{t('session_list.applications', { names: session.applications.join(', ') })}</p>
        )}
      </div>
      {onEnd && !session.current && (
        <Button
          variant="default"
          size="xs"
          aria-label={t('session_list.end_named', { name })}
          onClick={() => onEnd(session)}
        >
          {t('session_list.end')}
        </Button>
      )}
    </li>
  );
};

/** A person's sessions. */
export const SessionList = ({ sessions, onEnd }: SessionListProps) => (
  <ul className={styles.list}>
    {sessions.map((session) => (
      <SessionRow key={session.id} session={session} onEnd={onEnd} />
    ))}
  </ul>
);
