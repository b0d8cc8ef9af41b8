import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SignedIn } from './signed-in.js';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** An exchange whose answer the engine may give itself. */
export interface OpenExchange extends Exchange {
  /** Called before the engine answers: nobody else does from then on. */
  handOver(signedIn: SignedIn): void;
}
