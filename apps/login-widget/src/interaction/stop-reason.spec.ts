import { describe, expect, it } from 'vitest';
import { readStop } from './stop-reason';

const read = (facts: Readonly<Record<string, string>>) => readStop(new URLSearchParams(facts));

describe('the reason in the address of the error page', () => {
  it('is the engine’s code, with the request id for support', () => {
    expect(read({ error: 'invalid_client', request: '01JD3W7Q4M' })).toEqual({
      reason: 'unknown_application',
      code: 'invalid_client',
      requestId: '01JD3W7Q4M',
    });
  });

  it('may be one of the server’s own codes', () => {
    expect(read({ error: 'ticket.invalid' })).toEqual({
      reason: 'ticket.invalid',
      code: 'ticket.invalid',
      requestId: null,
    });
  });

  it.each(['Call this number', 'toString', ''])('is null if it is not a known code: “%s”', (error) => {
    expect(read({ error })).toEqual({ reason: 'other', code: null, requestId: null });
  });

  it.each(['please send money', 'x'.repeat(65), '<b>'])('names no request that is no id: “%s”', (request) => {
    expect(read({ error: 'invalid_request', request }).requestId).toBeNull();
  });
});
