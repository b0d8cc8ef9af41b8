import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '@postern/provider-kit';
import { LruCache } from '@postern/x509';

/** An application, or somebody in its name, did not prove who it is. */
export interface AuthenticationFailure {
  /** Null where no application has the id that was given. */
  readonly clientId: string | null;
  /** Its registered method, in the names of RFC 7591 §2. */
  readonly method: string | null;
  /** Stable code, for example `assertion.replayed`. */
  readonly reason: string;
  readonly origin: RequestOrigin;
  /** Failures of the same kind since the last one that was announced. */
  readonly unannounced: number;
}

/** `reason` of a token that was shown without the certificate it is bound to (RFC 8705 §3). */
export const otherCertificate = 'token.other_certificate';

type Listener = (failure: AuthenticationFailure) => void;

interface Budget {
  tokens: number;
  filledAt: number;
  unannounced: number;
}

/** Failures announced at once per application and reason, and milliseconds until there is room for one more. */
const burst = 10;
const refill = 6000;
const capacity = 2000;

/** Tells whoever keeps a record; under flood a sample of each application and reason, with how many there were besides. */
@Injectable()
export class AuthenticationFailures {
  private readonly listeners = new Set<Listener>();
  private readonly budgets = new LruCache<string, Budget>(capacity);

  onFailure(listener: Listener): void {
    this.listeners.add(listener);
  }

  announce(failure: Omit<AuthenticationFailure, 'unannounced'>): void {
    const budget = this.budgetOf(`${failure.clientId ?? ''} ${failure.reason}`);
    if (budget.tokens < 1) {
      budget.unannounced += 1;
      return;
    }
    const { unannounced } = budget;
    budget.tokens -= 1;
    budget.unannounced = 0;
    for (const listener of this.listeners) listener({ ...failure, unannounced });
  }

  private budgetOf(key: string): Budget {
    const now = performance.now();
    const budget = this.budgets.get(key) ?? { tokens: burst, filledAt: now, unannounced: 0 };
    budget.tokens = Math.min(burst, budget.tokens + (now - budget.filledAt) / refill);
    budget.filledAt = now;
    this.budgets.set(key, budget);
    return budget;
  }
}
