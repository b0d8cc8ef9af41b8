import { fieldCode, fieldSentence } from '@postern/certificate-kit';
import { type CodeOf, DomainError, InvalidError } from '@postern/errors';
import { X509Error } from '@postern/x509';

/** A field of an upload that was refused. Says which field and why, never what it held. */
export const refused = (code: CodeOf<422>, path: string, message: string): InvalidError =>
  new InvalidError(code, `${path}: ${message}`, [{ path, message }]);

/** Reads a field; what the certificate library says of it becomes a refusal. */
export const readField = <T>(path: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    throw refused(fieldCode(error), path, fieldSentence(error));
  }
};

/** Nginx refuses the configuration; its message is for the administrator. */
export class ConfigurationRefusedError extends DomainError<'gateway.configuration_refused'> {
  constructor(
    readonly nginx: string,
    readonly generation: number,
  ) {
    super('gateway.configuration_refused', nginx, [{ path: 'nginx', message: nginx }]);
  }
}

/** The agent is down, or Nginx does not take over the configuration. */
export class NotConfirmedError extends DomainError<'gateway.not_confirmed'> {
  constructor(reason: string) {
    super('gateway.not_confirmed', reason);
  }
}
