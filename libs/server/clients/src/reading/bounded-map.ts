/** Keeps the entries that were asked for last; beyond `capacity` the one asked for longest ago goes. */
export class BoundedMap<K, V> {
  private readonly entries = new Map<K, V>();

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: K): V | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  delete(key: K): void {
    this.entries.delete(key);
  }

  set(key: K, value: V): void {
    // A map iterates in the order of insertion: what was inserted again is the youngest.
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size > this.capacity) {
      const { value: oldest, done } = this.entries.keys().next();
      if (done !== true) this.entries.delete(oldest);
    }
  }
}
