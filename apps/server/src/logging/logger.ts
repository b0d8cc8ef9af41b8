import type { LoggerService } from '@nestjs/common';
import { requestScope } from '@postern/requests';
import { type Logger, pino } from 'pino';

/** Redacts secrets, in case a log line contains one by mistake. */
const redacted = ['password', 'secret', 'token', 'pem', 'der', 'certificate', 'key', 'parameters', 'code'];

export interface Loggers {
  /** For all other log lines. */
  readonly general: Logger;
  /** For request lines, which consist of known fields: nothing to redact or to add. */
  readonly requests: Logger;
}

/** Every line that a request causes carries its id. */
const requestOfLine = (): object => {
  const { requestId = null } = requestScope.getStore() ?? {};
  return requestId === null ? {} : { requestId };
};

/**
 * Writes JSON lines in batches; the rest is written before the process exits.
 *
 * @param dest path of a file; standard output by default
 */
export const createLoggers = (level: string, dest: 1 | string = 1): Loggers => {
  const output = pino.destination({ dest, sync: false, minLength: 4096, periodicFlush: 250 });
  process.on('exit', () => output.flushSync());
  const shared = { level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime };
  const redact = { paths: redacted.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' };
  return {
    general: pino({ ...shared, redact, mixin: requestOfLine }, output),
    requests: pino(shared, output),
  };
};

/** Contexts of the lines that Nest logs while it starts. */
const startUpTalk = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Lets Nest and everything that logs through it write to pino. */
export class PinoLoggerService implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(startUpTalk.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest's convention: the last argument is the context. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const context = rest.at(-1);
    const text = rest.slice(0, -1).find((argument) => typeof argument === 'string');
    const fields = typeof context === 'string' ? { context } : {};
    if (message instanceof Error) this.logger[level]({ ...fields, err: message }, text ?? message.message);
    else if (typeof message === 'object' && message !== null) this.logger[level]({ ...fields, ...message }, text);
    else this.logger[level]({ ...fields, ...(text === undefined ? {} : { detail: text }) }, String(message));
  }
}
