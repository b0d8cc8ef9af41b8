import { BusyError } from '@postern/errors';
import { requestScope } from '@postern/requests';

/** What bounds the work. */
export interface WorkBounds {
  /** Tasks that run at a time. */
  readonly running: number;
  /** Tasks that may wait for their turn. */
  readonly waiting: number;
  /** Milliseconds that a task waits at most. */
  readonly patience: number;
}

interface Waiting {
  readonly caller: string;
  readonly isGone: () => boolean;
  readonly start: () => void;
  readonly refuse: (reason: string) => void;
}

/** Work that no request asked for. */
const ourselves = 'server';
/** Seconds after which a refused caller may try again. */
const comeBackIn = 3;

/**
 * Runs a few tasks at a time and lets a bounded number wait. Callers take turns, one task each, so that a caller with many tasks delays
 * only its own. When the queue is full, the caller with the most waiting tasks loses its newest. Tasks whose caller has left are not
 * started. A caller is the network that a request came from.
 */
export class BoundedWork {
  private running = 0;
  /** By caller, in the order of their turns; each caller's tasks in the order they came. */
  private readonly queues = new Map<string, Waiting[]>();
  private waiting = 0;

  constructor(private readonly bounds: WorkBounds) {}

  /** @throws BusyError when a task of the present caller would not be taken now */
  assertRoom(): void {
    const caller = requestScope.getStore()?.network ?? ourselves;
    if (this.waiting < this.bounds.waiting || this.heaviest(caller) !== caller) return;
    throw new BusyError(comeBackIn, 'the queue is full');
  }

  /** @throws BusyError when the task was not begun; what the task throws */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running < this.bounds.running) this.running += 1;
    // A finished task hands over its slot, so `running` does not change.
    else await this.turn();
    try {
      return await task();
    } finally {
      this.handOver();
    }
  }

  private turn(): Promise<void> {
    const { network: caller = ourselves, isGone = () => false } = requestScope.getStore() ?? {};
    this.dropThoseWhoLeft();
    if (this.waiting >= this.bounds.waiting) {
      const heaviest = this.heaviest(caller);
      if (heaviest === caller) throw new BusyError(comeBackIn, 'the queue is full');
      this.queues.get(heaviest)?.at(-1)?.refuse('the queue is full, and others wait for less');
    }
    return new Promise((resolve, reject) => {
      const leave = (settle: () => void) => () => {
        clearTimeout(deadline);
        this.remove(entry);
        settle();
      };
      const refuse = (reason: string): void => leave(() => reject(new BusyError(comeBackIn, reason)))();
      const entry: Waiting = { caller, isGone, start: leave(resolve), refuse };
      const deadline = setTimeout(() => refuse('waited too long'), this.bounds.patience);
      deadline.unref();
      this.queues.set(caller, [...(this.queues.get(caller) ?? []), entry]);
      this.waiting += 1;
    });
  }

  private handOver(): void {
    this.dropThoseWhoLeft();
    const [caller] = this.queues.keys();
    const next = caller === undefined ? undefined : this.queues.get(caller)?.[0];
    if (next === undefined) {
      this.running -= 1;
      return;
    }
    next.start();
    // The next turn is another caller's.
    const rest = this.queues.get(next.caller);
    if (rest === undefined) return;
    this.queues.delete(next.caller);
    this.queues.set(next.caller, rest);
  }

  private remove(entry: Waiting): void {
    const rest = (this.queues.get(entry.caller) ?? []).filter((other) => other !== entry);
    this.waiting -= 1;
    if (rest.length === 0) this.queues.delete(entry.caller);
    else this.queues.set(entry.caller, rest);
  }

  private dropThoseWhoLeft(): void {
    for (const entry of [...this.queues.values()].flat()) if (entry.isGone()) entry.refuse('the caller has left');
  }

  /** Who has the most waiting tasks, one more of `caller` included. */
  private heaviest(caller: string): string {
    let heaviest = caller;
    let most = (this.queues.get(caller)?.length ?? 0) + 1;
    for (const [other, { length }] of this.queues) if (length > most) [heaviest, most] = [other, length];
    return heaviest;
  }
}
