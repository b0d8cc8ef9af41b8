import type { ErrorCode } from '@postern/contracts';
import { errorStatuses } from './error-statuses.js';

/** A field of the request that was refused. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/**
 * A failure that a person or a client can act on. Knows a code and its status, nothing else of HTTP;
 * the one exception filter turns it into an RFC 9457 problem response.
 */
export abstract class DomainError<C extends ErrorCode = ErrorCode> extends Error {
  /**
   * @param code what the client reads
   * @param reason for the log and the audit event; never sent to an anonymous client
   * @param errors fields of the request that were refused
   * @param detail next step where the code's usual one says too little; one English sentence, sent to the client
   */
  constructor(
    readonly code: C,
    readonly reason?: string,
    readonly errors?: readonly FieldError[],
    readonly detail?: string,
  ) {
    super(reason === undefined ? code : `${code}: ${reason}`);
    this.name = new.target.name;
  }

  get status(): number {
    return errorStatuses[this.code];
  }
}
