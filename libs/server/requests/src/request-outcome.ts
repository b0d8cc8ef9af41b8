import type { IncomingMessage } from 'node:http';

/**
 * Outcome of a request, for the limits: `bearer` had a good token, `certificate` was shown and is good,
 * `interaction` made one, `pushed` stored an authorization request, `authorization` ended with an answer for the application, `ended` took
 * an interaction or a pushed request away.
 */
export type Outcome = 'bearer' | 'certificate' | 'interaction' | 'pushed' | 'authorization' | 'ended';

const outcomes = new WeakMap<IncomingMessage, Outcome[]>();

/** Called where it is known; the same outcome may happen twice in one request. */
export const noteOutcome = (request: IncomingMessage, outcome: Outcome): void => {
  const noted = outcomes.get(request);
  if (noted === undefined) outcomes.set(request, [outcome]);
  else noted.push(outcome);
};

/** How often an outcome was recorded for a request. */
export const countOutcomes = (request: IncomingMessage, outcome: Outcome): number =>
  outcomes.get(request)?.filter((noted) => noted === outcome).length ?? 0;
