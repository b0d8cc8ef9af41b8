import { administrationErrorCodes, certificateErrorCodes, generalErrorCodes } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { ConflictError, errorStatuses, InvalidError, NotFoundError } from './index.js';

describe('the status of a code', () => {
  it('is that of a failure, for every code', () => {
    const codes = [...certificateErrorCodes, ...generalErrorCodes, ...administrationErrorCodes];

    expect(Object.keys(errorStatuses).sort()).toEqual(codes.sort());
    for (const status of Object.values(errorStatuses)) expect(status).toSatisfy((it: number) => it >= 400 && it < 600);
  });

  it.each([
    [new ConflictError('account.email_taken'), 409],
    [new NotFoundError('client.not_found'), 404],
    [new InvalidError('certificate.expired'), 422],
  ])('is the status of its error: %s', (error, status) => {
    expect(error.status).toBe(status);
  });

  it('lets no error class take a code of another status', () => {
    // @ts-expect-error -- a code that is answered with 404
    expect(new ConflictError('client.not_found').status).toBe(404);
    // @ts-expect-error -- a code that is answered with 409
    expect(new InvalidError('account.email_taken').status).toBe(409);
  });
});
