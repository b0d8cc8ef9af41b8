import { HttpException } from '@nestjs/common';
import type { ErrorCode, Problem } from '@postern/contracts';
import { mayBeRepeated } from '@postern/database';
import { DomainError, errorStatuses, type FieldError, LinkedToAnotherError, type ProblemTexts } from '@postern/errors';

/** What an exception means to the client. */
export interface Failure {
  readonly status: number;
  readonly code: ErrorCode;
  readonly errors?: readonly FieldError[];
  /** Instead of the code's usual one. */
  readonly detail?: string;
  readonly account?: Problem['account'];
}

const failure = (code: ErrorCode): Failure => ({ status: errorStatuses[code], code });

const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'request.malformed',
  401: 'token.invalid',
  403: 'token.insufficient_role',
  404: 'request.not_found',
  409: 'request.conflict',
  413: 'request.too_large',
  415: 'request.media_type',
  429: 'request.too_many',
  503: 'server.unavailable',
};

/** Nest's and Fastify's own exceptions: body too large, broken JSON, unknown path, throttled. */
const ofHttpException = (exception: HttpException): Failure => {
  const status = exception.getStatus();
  return failure(codeByStatus[status] ?? (status >= 500 ? 'server.error' : 'request.invalid'));
};

export const failureOf = (exception: unknown): Failure => {
  if (exception instanceof DomainError) {
    const { status, code, errors, detail } = exception;
    const account = exception instanceof LinkedToAnotherError ? exception.account : undefined;
    return { status, code, errors, detail, account };
  }
  if (mayBeRepeated(exception)) return failure('server.unavailable');
  if (exception instanceof HttpException) return ofHttpException(exception);
  return failure('server.error');
};

/** The RFC 9457 body. Nothing of the exception's message gets in. */
export const problemOf = (
  texts: ProblemTexts,
  { status, code, errors, detail, account }: Failure,
  requestId: string,
): Problem => ({
  type: `urn:postern:error:${code}`,
  status,
  code,
  ...texts[code],
  ...(detail !== undefined && { detail }),
  ...(errors !== undefined && errors.length > 0 && { errors }),
  ...(account !== undefined && { account }),
  instance: requestId,
});
