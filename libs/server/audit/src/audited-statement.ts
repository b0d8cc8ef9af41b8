import { auditInsert } from './audit-insert.js';
import type { AuditRecord } from './audit-record.js';

/**
 * SQL of a write and of the event that it is recorded as: one statement, so that there is neither without the other. For what happens
 * while somebody signs in; everything else takes an `AuditedTransaction`.
 */
export interface AuditedStatement {
  /** Answers what the write returns. */
  readonly text: string;
  /** Values of the event's parameters, to go after those of the write. */
  readonly values: (record: AuditRecord) => readonly unknown[];
}

/**
 * @param write a statement that returns the account as `account_id`; no row, no event
 * @param parameters how many parameters it has
 * @param before further common table expressions it refers to
 */
export const auditedStatement = (
  write: string,
  parameters: number,
  before: readonly string[] = [],
): AuditedStatement => {
  const event = auditInsert(parameters + 1, { from: 'written', expressions: { account_id: 'written.account_id' } });
  return {
    text: `with ${[...before, `written as (${write})`, `event as (${event.text})`].join(', ')} select * from written`,
    values: event.values,
  };
};
