import { requestScope } from '@postern/requests';
import type { AuditRecord } from './audit-record.js';

interface AuditColumn {
  readonly type: string;
  readonly value: (record: AuditRecord) => unknown;
}

const columns = {
  type: { type: 'text', value: ({ type }) => type },
  account_id: { type: 'uuid', value: ({ accountId }) => accountId ?? null },
  actor_id: { type: 'uuid', value: ({ actorId }) => actorId ?? null },
  client_id: { type: 'text', value: ({ clientId }) => clientId ?? null },
  method_id: { type: 'uuid', value: ({ methodId }) => methodId ?? null },
  organization_id: { type: 'uuid', value: ({ organizationId }) => organizationId ?? null },
  code: { type: 'text', value: ({ code }) => code ?? null },
  address: { type: 'text', value: ({ origin }) => origin?.address ?? null },
  user_agent: { type: 'text', value: ({ origin }) => origin?.userAgent ?? null },
  request_id: { type: 'uuid', value: ({ requestId }) => requestId ?? requestScope.getStore()?.requestId ?? null },
  details: { type: 'jsonb', value: ({ details }) => JSON.stringify(details ?? {}) },
} as const satisfies Record<string, AuditColumn>;

export type AuditColumnName = keyof typeof columns;

export interface AuditInsertOptions {
  /** The common table expression whose rows are recorded, one event each; without it, exactly one event. */
  readonly from?: string;
  /** Columns that SQL knows better than the record does: `{ account_id: 'consumed.account_id' }`. They take no parameter. */
  readonly expressions?: Readonly<Partial<Record<AuditColumnName, string>>>;
}

export interface AuditInsert {
  /** `insert into audit_event (…) select …`; the same for the same arguments, so that it can be part of a named statement. */
  readonly text: string;
  /** Values of its parameters, in order. */
  readonly values: (record: AuditRecord) => readonly unknown[];
}

/** SQL of the organization whose application, or else whose method, an event (`given`) is about. */
const organization = `coalesce(given.organization_id,
  (select c.organization_id from client c where c.client_id = given.client_id),
  (select coalesce(m.organization_id, o.organization_id) from sign_in_method m left join client o on o.client_id = m.client_id
   where m.id = given.method_id))`;

/**
 * The insert of an event as a fragment of a larger statement, so that what happened and its record are one statement:
 *
 * ```ts
 * const event = auditInsert(3, { from: 'consumed', expressions: { account_id: 'consumed.account_id' } });
 * const text = `with consumed as (delete … returning …), event as (${event.text}) select * from consumed`;
 * statements.one('handoff.consume', text, [codeHash, uid, ...event.values({ type: 'sign_in.succeeded' })]);
 * ```
 *
 * @param firstParameter number of its first parameter: 3 for `$3`
 */
export const auditInsert = (firstParameter = 1, { from, expressions = {} }: AuditInsertOptions = {}): AuditInsert => {
  const names = Object.keys(columns) as AuditColumnName[];
  const parameters = names.filter((name) => expressions[name] === undefined);
  const valueOf = (name: AuditColumnName): string =>
    expressions[name] ?? `$${firstParameter + parameters.indexOf(name)}::${columns[name].type}`;
  // Expressions see their own source alone: a bare `client_id` inside the lookup would be a column of the table that it looks in.
  const given = names.map((name) => `${valueOf(name)} as ${name}`).join(', ');
  const stored = names.map((name) => (name === 'organization_id' ? organization : `given.${name}`));
  const source = from === undefined ? '' : ` from ${from}`;
  return {
    text: `insert into audit_event (${names.join(', ')}) select ${stored.join(', ')} from (select ${given}${source}) as given`,
    values: (record) => parameters.map((name) => columns[name].value(record)),
  };
};
