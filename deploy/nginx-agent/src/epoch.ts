import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, pointLink } from './private-files.js';

/**
 * The link `epoch`. Where it leads to is part of the key under which Nginx keeps decisions, and Nginx follows it for every call: a new
 * target is a new key, at once and in every worker, without a reload. A target that ends with `-leaving` besides makes Nginx ask
 * callers to come back over new connections.
 */
export class Epoch {
  private current = '';
  private leaving = false;

  constructor(private readonly folder: string) {
    this.turn();
  }

  turn(): void {
    const name = `epoch-${randomBytes(8).toString('hex')}${this.leaving ? '-leaving' : ''}`;
    makeFolder(join(this.folder, name), 0o711);
    pointLink(join(this.folder, 'epoch'), name);
    // The one before stays a while: a worker may be on its way there.
    for (const old of readdirSync(this.folder)) {
      if (old.startsWith('epoch-') && old !== name && old !== this.current) {
        rmSync(join(this.folder, old), { recursive: true, force: true });
      }
    }
    this.current = name;
  }

  /** Callers are asked to come back over new connections, until told otherwise. */
  askToLeave(leaving: boolean): void {
    this.leaving = leaving;
    this.turn();
  }
}
