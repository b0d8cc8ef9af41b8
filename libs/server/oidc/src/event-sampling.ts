import { LRUCache } from 'lru-cache';

interface Budget {
  left: number;
  filledAt: number;
  suppressed: number;
}

/** Events of each kind in a burst, and milliseconds per further event. */
const burst = 10;
const refill = 6000;
/** Kinds that are counted separately. */
const capacity = 2000;

/** Samples events, so that a flood of one kind does not flood the event log. */
export class EventSampling {
  private readonly budgets = new LRUCache<string, Budget>({ max: capacity });

  /** @returns undefined if this event is suppressed, otherwise the number suppressed before it */
  admit(kind: string): number | undefined {
    const budget = this.budgetOf(kind);
    if (budget.left < 1) {
      budget.suppressed += 1;
      return undefined;
    }
    const { suppressed } = budget;
    budget.left -= 1;
    budget.suppressed = 0;
    return suppressed;
  }

  private budgetOf(kind: string): Budget {
    const now = performance.now();
    const budget = this.budgets.get(kind) ?? { left: burst, filledAt: now, suppressed: 0 };
    budget.left = Math.min(burst, budget.left + (now - budget.filledAt) / refill);
    budget.filledAt = now;
    this.budgets.set(kind, budget);
    return budget;
  }
}
