import type { AuditEvent } from '@postern/contracts';
import { useErrorText, useTranslation } from '@postern/i18n';
import { useMethodName } from '../api/method-names';
import { EventDot } from './event-dot';
import styles from './event-list.module.css';
import { useDeviceName } from './session-list';
import { When } from './when';

const EventRow = ({ event }: { readonly event: AuditEvent }) => {
  const { t } = useTranslation('panel');
  const methodName = useMethodName();
  const errorText = useErrorText();
  const deviceName = useDeviceName();
  const about = [event.method && methodName(event.method), event.clientName].filter(Boolean);
  return (
    <li className={styles.event}>
      <EventDot type={event.type} />
      <div className={styles.words}>
        <p className={styles.what}>
          {t(`events.type.${event.type}`)}
          {about.length > 0 && <span className={styles.detail}>{about.join(' · ')}</span>}
        </p>
        {event.code && <p className={styles.reason}>{errorText(event.code).title}</p>}
        <p className={styles.detail}>
          {deviceName(event.userAgent)}
          {event.address && <span className={styles.address}>{event.address}</span>}
        </p>
      </div>
      <span className={styles.when}>
        <When at={event.at} />
      </span>
    </li>
  );
};

/** A person's own events, in short form. */
export const EventList = ({ events }: { readonly events: readonly AuditEvent[] }) => (
  <ol className={styles.list}>
    {events.map((event) => (
      <EventRow key={event.id} event={event} />
    ))}
  </ol>
);
