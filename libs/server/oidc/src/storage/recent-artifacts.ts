import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type Artifact, artifactKey } from './artifact.js';
import type { Redeemable } from './artifact-store.js';

/** Entries that have not been read yet; a flood of new sign-ins evicts only such entries. */
const capacity = 500;
/** Milliseconds: an interaction's page and a code's application come at once, or may as well ask the database. */
const serves = 10_000;

interface Recent<T> {
  readonly value: T;
  readonly writtenAt: number;
}

/** Values of one kind by their secret id, which is not kept: each is given out once. */
class Waiting<T> {
  private readonly entries = new LRUCache<string, Recent<T>>({ max: capacity });

  constructor(private readonly model: string) {}

  put(id: string, value: T): void {
    this.entries.set(this.keyOf(id), { value, writtenAt: performance.now() });
  }

  take(id: string): T | undefined {
    const key = this.keyOf(id);
    const recent = this.entries.get(key);
    this.entries.delete(key);
    return recent !== undefined && performance.now() - recent.writtenAt < serves ? recent.value : undefined;
  }

  private keyOf(id: string): string {
    return artifactKey(this.model, id).toString('base64');
  }
}

/**
 * Caches what this process has just written and will read next. It saves reads, never decisions: a cached interaction is only displayed,
 * and a cached code is claimed in the database by the statement that writes its tokens.
 */
@Injectable()
export class RecentArtifacts {
  /** Interactions that no page was drawn for yet. */
  readonly interactions = new Waiting<Artifact>('Interaction');
  /** Codes with what the engine asks for along with them. */
  readonly codes = new Waiting<Redeemable>('AuthorizationCode');
}
