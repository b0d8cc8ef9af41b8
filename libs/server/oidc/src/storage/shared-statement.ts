interface Call<I, O> {
  readonly input: I;
  resolve(output: O): void;
  reject(error: unknown): void;
}

/**
 * Turns of the event loop for which a statement waits for further calls: microseconds on an idle process, and on a busy one the calls of
 * these turns are included.
 */
const turns = 4;
/** Calls that one statement takes at most. */
const most = 100;

/**
 * Batches simultaneous calls into one statement, because a round trip to the database costs more than most statements. A single call runs
 * almost at once, and calls during it share the next statement. If a batch fails because of one call, each call gets a statement of its
 * own.
 */
export class SharedStatement<I, O> {
  private waiting: Call<I, O>[] = [];
  private isRunning = false;
  private isScheduled = false;

  /**
   * @param run answers one output per input, in their order
   * @param isNobodys identifies failures that no single call caused, such as a database that is down
   */
  constructor(
    private readonly run: (inputs: readonly I[]) => Promise<readonly O[]>,
    private readonly isNobodys: (error: unknown) => boolean,
  ) {}

  call(input: I): Promise<O> {
    return new Promise<O>((resolve, reject) => {
      this.waiting.push({ input, resolve, reject });
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.isScheduled || this.isRunning || this.waiting.length === 0) return;
    this.isScheduled = true;
    const wait = (left: number): void => {
      setImmediate(() => {
        if (left > 1) {
          wait(left - 1);
          return;
        }
        this.isScheduled = false;
        void this.start();
      });
    };
    wait(turns);
  }

  private async start(): Promise<void> {
    const calls = this.waiting.splice(0, most);
    this.isRunning = true;
    try {
      await this.answer(calls);
    } finally {
      this.isRunning = false;
      this.schedule();
    }
  }

  private async answer(calls: readonly Call<I, O>[]): Promise<void> {
    try {
      const outputs = await this.run(calls.map(({ input }) => input));
      calls.forEach(({ resolve }, index) => resolve(outputs[index] as O));
    } catch (error) {
      if (calls.length > 1 && !this.isNobodys(error)) await Promise.all(calls.map((call) => this.answer([call])));
      else for (const { reject } of calls) reject(error);
    }
  }
}
