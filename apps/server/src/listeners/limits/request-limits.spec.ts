import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { ServerConfig } from '@postern/config';
import { TooManyRequestsError } from '@postern/errors';
import { noteOutcome, type Outcome } from '@postern/requests';
import { describe, expect, it } from 'vitest';
import { kindOf, type RequestKind } from './request-kind.js';
import { RequestLimits } from './request-limits.js';

/** One request, under way. */
const begin = (limits: RequestLimits, kind: RequestKind, network = '192.0.2.1') => {
  const raw = new IncomingMessage(new Socket());
  const leave = limits.enter({ kind, network, bodySize: 0, raw });
  return (status: number | null, ...outcomes: readonly Outcome[]) => {
    for (const outcome of outcomes) noteOutcome(raw, outcome);
    leave(status);
  };
};

describe('limits of the usual size', () => {
  it('allow 300 people behind one address to sign in by certificate at the same moment', () => {
    const limits = new RequestLimits(new ServerConfig());
    const everybody = (kind: RequestKind, status: number, ...outcomes: readonly Outcome[]) => {
      const begun = Array.from({ length: 300 }, () => begin(limits, kind));
      for (const end of begun) end(status, ...outcomes);
    };

    expect(() => {
      everybody('authorization', 303, 'interaction');
      everybody('other', 200);
      everybody('certificate', 303, 'certificate');
      everybody('return', 303, 'ended', 'authorization');
      everybody('application', 200);
      everybody('other', 200, 'bearer');
      // A second time, because nothing was used up.
      everybody('authorization', 303, 'interaction');
      everybody('certificate', 303, 'certificate');
    }).not.toThrow();
  });

  it('stop sixty failing certificates, and let browsers on their way back through', () => {
    const limits = new RequestLimits(new ServerConfig());
    for (let count = 0; count < 60; count += 1) begin(limits, 'certificate')(303);

    expect(() => begin(limits, 'certificate')).toThrow(TooManyRequestsError);
    expect(() => begin(limits, 'return')).not.toThrow();
    expect(() => begin(limits, 'certificate', '192.0.2.2')).not.toThrow();
  });

  it('count an aborted request as failed', () => {
    const limits = new RequestLimits(new ServerConfig());
    for (let count = 0; count < 600; count += 1) begin(limits, 'other')(null);

    expect(() => begin(limits, 'other')).toThrow(TooManyRequestsError);
  });
});

describe('the kind of a request to the engine', () => {
  it.each([
    ['token', 'application'],
    ['Token/Introspection/', 'application'],
    ['auth', 'authorization'],
    ['AUTH/', 'authorization'],
    ['auth/x', 'authorization'],
    ['request', 'authorization'],
    ['session/end/confirm', 'authorization'],
    ['authx', 'other'],
    ['jwks', 'other'],
  ])('is that of what its router may take it for: %s', (rest, kind) => {
    expect(kindOf({ url: '/oidc/*', rest })).toBe(kind);
  });
});
