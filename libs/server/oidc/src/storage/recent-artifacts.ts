import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type Artifact, artifactKey } from './artifact.js';
import type { Redeemable } from './artifact-store.js';

/** What waits for its first reader; whoever starts sign-ins without end pushes out other beginnings only. */
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
 * What this process wrote a moment ago and will be asked for next. It spares reading, never deciding: an interaction from here is only
 * drawn, and a code from here is claimed in the database by the statement that writes its tokens.
 */
@Injectable()
export class RecentArtifacts {
  /** Interactions that no page was drawn for yet. */
  readonly interactions = new Waiting<Artifact>('Interaction');
  /** Codes with what the engine asks for along with them. */
  readonly codes = new Waiting<Redeemable>('AuthorizationCode');
}
