import type { AuditEvent } from '@postern/contracts';
import { csvLine } from '@postern/management';

const csvColumns: readonly (readonly [string, (event: AuditEvent) => string | null | undefined])[] = [
  ['id', ({ id }) => id],
  ['at', ({ at }) => at],
  ['type', ({ type }) => type],
  ['account_id', ({ account }) => account?.id],
  ['account_username', ({ account }) => account?.username],
  ['account_name', ({ account }) => account?.name],
  ['actor_id', ({ actor }) => actor?.id],
  ['actor_username', ({ actor }) => actor?.username],
  ['client_id', ({ clientId }) => clientId],
  ['client_name', ({ clientName }) => clientName],
  ['method_id', ({ method }) => method?.id],
  ['method_type', ({ method }) => method?.type],
  ['method_name', ({ method }) => method?.name],
  ['code', ({ code }) => code],
  ['address', ({ address }) => address],
  ['user_agent', ({ userAgent }) => userAgent],
  ['request_id', ({ requestId }) => requestId],
  ['details', ({ details }) => JSON.stringify(details)],
];

/** RFC 4180 with a header line. */
export async function* asCsv(events: AsyncIterable<AuditEvent>): AsyncGenerator<string> {
  yield csvLine(csvColumns.map(([name]) => name));
  for await (const event of events) yield csvLine(csvColumns.map(([, read]) => read(event)));
}

/** One JSON array. */
export async function* asJson(events: AsyncIterable<AuditEvent>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const event of events) {
    yield separator + JSON.stringify(event);
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
