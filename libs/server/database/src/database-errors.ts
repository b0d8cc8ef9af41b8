interface PostgresError extends Error {
  readonly code?: string;
  readonly constraint?: string;
}

const asPostgresError = (error: unknown): PostgresError | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { driverError } = error as { driverError?: unknown };
  return (driverError instanceof Error ? driverError : error) as PostgresError;
};

/** Name of the unique or foreign-key constraint that a write violated (SQLSTATE 23505, 23503, 23514), if that is what happened. */
export const violatedConstraint = (error: unknown): string | undefined => {
  const failure = asPostgresError(error);
  return failure?.code !== undefined && ['23505', '23503', '23514'].includes(failure.code)
    ? failure.constraint
    : undefined;
};

/** `read_only_sql_transaction`: the server has become a standby, or the database was made read-only. */
export const readOnlyCode = '25006';

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * Whether an error says that the database is down, starting, stopping or no longer the primary, so that the same request may
 * succeed soon.
 */
export const isDatabaseUnavailable = (error: unknown): boolean => {
  const failure = asPostgresError(error);
  if (failure === undefined) return false;
  const { code = '', message } = failure;
  return (
    connectionCodes.has(code) ||
    code === readOnlyCode ||
    // Class 08 connection exception, 57P operator intervention, 53 out of resources (PostgreSQL manual, appendix A).
    /^(08|57P|53)/.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/.test(
      message,
    )
  );
};

/**
 * Query canceled (by `statement_timeout`), lock not available, idle in a transaction, serialization failure, deadlock (PostgreSQL
 * manual, appendix A).
 */
const givenUp = new Set(['57014', '55P03', '25P03', '40001', '40P01']);

/** Whether a retry may succeed: the database is down, or cancelled the statement because of others. */
export const mayBeRepeated = (error: unknown): boolean =>
  isDatabaseUnavailable(error) || givenUp.has(asPostgresError(error)?.code ?? '');
