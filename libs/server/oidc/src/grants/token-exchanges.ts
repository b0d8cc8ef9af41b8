import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '@postern/requests';
import { Sampling } from '../sampling.js';

/** An application acts, or wanted to act, for a person. */
export interface TokenExchange {
  readonly clientId: string;
  /** The person; null where the token to exchange does not tell. */
  readonly accountId: string | null;
  /** Null when it succeeded; otherwise a stable code, for example `target.not_allowed`. */
  readonly refusal: string | null;
  readonly grantType: string;
  /** The API that the new token is for, as far as it was read. */
  readonly audience: string | null;
  readonly scope: string | null;
  readonly origin: RequestOrigin;
  /** Refusals of the same kind since the last one that was announced. */
  readonly unannounced: number;
}

type Listener = (exchange: TokenExchange) => void;

/** Tells whoever keeps a record of every exchange, and of refusals: under flood a sample of each application and reason. */
@Injectable()
export class TokenExchanges {
  private readonly listeners = new Set<Listener>();
  private readonly sampling = new Sampling();

  onExchange(listener: Listener): void {
    this.listeners.add(listener);
  }

  announce(exchange: Omit<TokenExchange, 'unannounced'>): void {
    const { clientId, refusal } = exchange;
    const unannounced = refusal === null ? 0 : this.sampling.admit(`${clientId} ${refusal}`);
    if (unannounced === undefined) return;
    for (const listener of this.listeners) listener({ ...exchange, unannounced });
  }
}
