import type { GatewayServing } from '@postern/contracts';

/**
 * Has generations activated, one at a time: those that come while one is under way wait for the next, which takes the newest and so
 * covers all of them. Twenty changes at once are a few reloads and not twenty.
 */
export class Activations {
  private newest = 0;
  private current: Promise<unknown> | undefined;
  private next: Promise<GatewayServing> | undefined;

  constructor(private readonly activate: (generation: number) => Promise<GatewayServing>) {}

  /** Nothing can be said yet about what Nginx serves. */
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
