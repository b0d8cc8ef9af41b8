import { LRUCache } from 'lru-cache';

interface Budget {
  left: number;
  filledAt: number;
  suppressed: number;
}

/** Told at once of each kind, and milliseconds until there is room for one more. */
const burst = 10;
const refill = 6000;
/** Kinds that are kept apart. */
const capacity = 2000;

/** Keeps a flood of events of one kind from becoming a flood of records. */
export class EventSampling {
  private readonly budgets = new LRUCache<string, Budget>({ max: capacity });

  /** @returns undefined when this one is not to be told, otherwise how many before it were not */
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
