import type { AuditEvent } from '@postern/contracts';
import { useDateText, useTranslation } from '@postern/i18n';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useMethodName } from '../../api/method-names';
import { useOrganizationScope } from '../../api/organization-scope';
import { AccountLink } from '../../components/account-link';
import { Facts } from '../../components/facts';
import { Copyable } from '../../components/copyable';
import { ProblemAlert } from '../../components/problem-alert';
import { ReadDrawer } from '../../components/read-drawer';
import { EventCertificate, splitDetails } from './event-certificate';
import { EventChanges, splitChanges } from './event-changes';
import { EventReason } from './event-reason';
import styles from './events.module.css';
import { HelpPerson } from './help-person';

/** Refusals after which people ask for help. */
const refusals: ReadonlySet<AuditEvent['type']> = new Set(['sign_in.failed', 'identifier.link_refused']);

const account = (who: AuditEvent['account'] | undefined): ReactNode =>
  who?.username ? (
    <AccountLink id={who.id}>
      {who.name} ({who.username})
    </AccountLink>
  ) : (
    (who?.id ?? null)
  );

const Application = ({ clientId, clientName }: AuditEvent) => {
  const organization = useOrganizationScope();
  const list = organization === null ? '/admin/applications' : `/admin/organizations/${organization}/applications`;
  return clientId && clientName ? (
    <Link to={`${list}/${encodeURIComponent(clientId)}`}>{clientName}</Link>
  ) : (
    clientId && <code>{clientId}</code>
  );
};

const Details = ({ event }: { readonly event: AuditEvent }) => {
  const { t } = useTranslation('panel');
  const methodName = useMethodName();
  const exact = useDateText({ dateStyle: 'full', timeStyle: 'long' });
  const { logged, rest: plain } = splitDetails(event.details);
  const { changes, rest } = splitChanges(plain);
  return (
    <>
      {event.code && <EventReason code={event.code} reason={rest['reason']} />}
      {logged && <EventCertificate logged={logged} />}
      {refusals.has(event.type) && <HelpPerson key={event.id} event={event} logged={logged} />}
      <Facts
        facts={[
          [t('events.column.time'), exact(event.at)],
          [t('events.column.account'), account(event.account)],
          [t('events.by'), account(event.actor)],
          [t('events.column.method'), event.method && methodName(event.method)],
          [t('events.column.application'), event.clientId && <Application key="application" {...event} />],
          [t('events.column.address'), event.address && <code>{event.address}</code>],
          [t('events.user_agent'), event.userAgent],
          [
            t('events.request'),
            event.requestId && <Copyable text={event.requestId} label={t('events.copy_request')} />,
          ],
          [t('events.id'), <code>{event.id}</code>],
        ]}
      />
      {changes.length > 0 && <EventChanges changes={changes} />}
      {Object.keys(rest).length > 0 && (
        <section aria-label={t('events.details')}>
          <h3 className={styles.detailsTitle}>{t('events.details')}</h3>
          <pre className={styles.details} tabIndex={0}>
            {JSON.stringify(rest, null, 2)}
          </pre>
        </section>
      )}
    </>
  );
};

export interface EventDetailsProps {
  readonly event: AuditEvent | null;
  /** The event in the URL could not be loaded. */
  readonly error?: unknown;
  readonly onClose: () => void;
}

/** All details of one event. */
export const EventDetails = ({ event, error = null, onClose }: EventDetailsProps) => {
  const { t } = useTranslation('panel');
  return (
    <ReadDrawer
      opened={event !== null || error !== null}
      title={event ? t(`events.type.${event.type}`) : t('events.title')}
      onClose={onClose}
    >
      <ProblemAlert error={error} />
      {event && <Details event={event} />}
    </ReadDrawer>
  );
};
