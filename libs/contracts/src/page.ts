/** Lists answer with a page of items; `page` counts from 0. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

/** Lists that grow without bounds answer with a page and the key that the next one begins after; null: this was the last. */
export interface KeyPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
