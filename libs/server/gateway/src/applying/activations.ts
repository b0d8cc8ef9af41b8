import type { GatewayServing } from '@postern/contracts';

/**
 * Activates generations one at a time: requests during an activation wait for the next one, which activates the newest generation. So
 * twenty simultaneous changes need only a few reloads.
 */
export class Activations {
  private newest = 0;
  private current: Promise<unknown> | undefined;
  private next: Promise<GatewayServing> | undefined;

  constructor(private readonly activate: (generation: number) => Promise<GatewayServing>) {}

  /** Not yet known what Nginx serves. */
  get arePending(): boolean {
    return this.current !== undefined || this.next !== undefined;
  }

  /** @returns what Nginx serves after an activation that began later than this call; rejects as that does */
  through(generation: number): Promise<GatewayServing> {
    this.newest = Math.max(this.newest, generation);
    return (this.next ??= this.begin());
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.arePending) await (this.next ?? this.current)?.catch(() => undefined);
  }

  private async begin(): Promise<GatewayServing> {
    await this.current;
    this.next = undefined;
    const activating = this.activate(this.newest);
    const ended = activating.then(
      () => undefined,
      () => undefined,
    );
    this.current = ended;
    void ended.then(() => {
      if (this.current === ended) this.current = undefined;
    });
    return activating;
  }
}
