import type { AuditEvent } from '@postern/contracts';
import type { AuditFilter } from './audit-events.query.js';
import { auditSearch, auditSearchValue } from './audit-search.js';

interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly type: AuditEvent['type'];
  readonly accountId: string | null;
  readonly accountUsername: string | null;
  readonly accountName: string | null;
  readonly actorId: string | null;
  readonly actorUsername: string | null;
  readonly actorName: string | null;
  readonly clientId: string | null;
  readonly clientName: string | null;
  readonly methodId: string | null;
  readonly methodType: string | null;
  readonly methodName: string | null;
  readonly code: AuditEvent['code'];
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly details: AuditEvent['details'];
}

/** Part of the log that one query reads. */
export interface AuditSlice extends AuditFilter {
  readonly id?: string;
  readonly before?: string;
  readonly limit: number;
}

const conditions: Readonly<Record<Exclude<keyof AuditSlice, 'limit'>, (parameter: string) => string>> = {
  type: (parameter) => `type = ${parameter}`,
  account: (parameter) => `account_id = ${parameter}::uuid`,
  client: (parameter) => `client_id = ${parameter}`,
  organization: (parameter) => `organization_id = ${parameter}::uuid`,
  code: (parameter) => `code = ${parameter}`,
  id: (parameter) => `id = ${parameter}::bigint`,
  // As the index has it: only failures show their number to people.
  request: (parameter) => `request_id = ${parameter}::uuid and code is not null`,
  method: (parameter) => `method_id = ${parameter}::uuid`,
  search: auditSearch,
  from: (parameter) => `at >= ${parameter}::timestamptz`,
  to: (parameter) => `at < ${parameter}::timestamptz`,
  before: (parameter) => `id < ${parameter}::bigint`,
};

/**
 * Only the conditions that are asked for, so that the planner picks the index of the filter; names are joined to the few
 * rows that are shown, not to those that are searched. The text is fixed by which filters are given, hence its name.
 */
export const auditSelect = (
  slice: AuditSlice,
): { readonly name: string; readonly text: string; readonly values: unknown[] } => {
  const given = (Object.keys(conditions) as (keyof typeof conditions)[]).filter((key) => slice[key] !== undefined);
  const where = given.map((key, index) => conditions[key](`$${index + 2}`)).join(' and ');
  return {
    name: `audit.read.${given.join('-')}`,
    text: `select e.id, e.at, e.type, e.account_id as "accountId", a.username as "accountUsername", a.name as "accountName",
      e.actor_id as "actorId", b.username as "actorUsername", b.name as "actorName", e.client_id as "clientId",
      c.name as "clientName", e.method_id as "methodId", p.type as "methodType", p.name as "methodName", e.code, e.address, e.user_agent as "userAgent",
      e.request_id as "requestId", e.details
    from (select * from audit_event ${where && `where ${where}`} order by id desc limit $1) e
    left join account a on a.id = e.account_id
    left join account b on b.id = e.actor_id
    left join client c on c.client_id = e.client_id
    left join sign_in_method p on p.id = e.method_id
    order by e.id desc`,
    values: [
      slice.limit,
      ...given.map((key) => (key === 'search' ? auditSearchValue(slice.search ?? '') : slice[key])),
    ],
  };
};

/** An account that is gone keeps its id, so that its events stay together. */
const person = (id: string | null, username: string | null, name: string | null): AuditEvent['account'] =>
  id === null ? null : { id, username: username ?? '', name: name ?? '' };

/** A method that is gone keeps its id, as an account does. */
const methodOf = ({ methodId: id, methodType: type, methodName: name }: AuditRow): AuditEvent['method'] => {
  if (id === null) return null;
  return type === null ? { id, type: '', name: '' } : { id, type, name };
};

export const auditEventOf = (row: AuditRow): AuditEvent => ({
  id: row.id,
  at: row.at.toISOString(),
  type: row.type,
  account: person(row.accountId, row.accountUsername, row.accountName),
  actor: person(row.actorId, row.actorUsername, row.actorName),
  clientId: row.clientId,
  clientName: row.clientName,
  method: methodOf(row),
  code: row.code,
  address: row.address,
  userAgent: row.userAgent,
  requestId: row.requestId,
  details: row.details,
});

export type { AuditRow };
