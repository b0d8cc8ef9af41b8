import type { AuditEventType } from '@postern/contracts';
import styles from './event-list.module.css';

const bad: ReadonlySet<AuditEventType> = new Set([
  'sign_in.failed',
  'identifier.link_refused',
  'client.authentication_failed',
  'token.exchange_refused',
  'proxy.header_mismatch',
  'account.too_many_new',
  'gateway.apply_refused',
  'gateway.call_refused',
]);
const grave: ReadonlySet<AuditEventType> = new Set([
  'identifier.unlinked',
  'identifier.expiring',
  'account.blocked',
  'account.deleted',
  'account.exported',
  'sign_in_method.deleted',
  'client.deleted',
  'credential.deleted',
  'credential.expiring',
  'certificate.expiring',
  'trust_anchor.created',
  'trust_anchor.deleted',
  'resource_server.deleted',
  'client_grant.deleted',
  'group.deleted',
  'gateway.certificate_deleted',
  'gateway.caller_deleted',
  'gateway.trust_anchor_deleted',
  'gateway.upstream_deleted',
  'gateway.api_deleted',
]);
const good: ReadonlySet<AuditEventType> = new Set(['sign_in.succeeded', 'identifier.linked', 'gateway.api_applied']);

/** Highlights failures in a long list; the text next to it says the same. */
export const EventDot = ({ type }: { readonly type: AuditEventType }) => {
  const tone = bad.has(type) ? 'bad' : grave.has(type) ? 'warning' : good.has(type) ? 'good' : undefined;
  return <span className={styles.dot} data-tone={tone} aria-hidden="true" />;
};
