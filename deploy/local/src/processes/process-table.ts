import { join } from 'node:path';
import type { Paths } from '../state/paths.js';
import { readIfPresent, writePrivate } from '../state/private-files.js';
import { endGroup, endProcess } from './end-process.js';
import { findProcess } from './process-identity.js';

interface Entry {
  readonly label: string;
  readonly pid: number;
  readonly name: string;
  readonly startedAt: string;
  readonly stopSignal: NodeJS.Signals;
}

/**
 * Which processes this state folder has started, on disk: a launcher that was killed leaves its children running, and
 * the next start has to find exactly those and no others.
 */
export class ProcessTable {
  private readonly file: string;
  private entries: readonly Entry[];

  constructor(paths: Paths) {
    this.file = join(paths.run, 'processes.json');
    this.entries = this.read();
  }

  /** Must be called right after a spawn. */
  add(label: string, pid: number, stopSignal: NodeJS.Signals): void {
    const row = findProcess(pid);
    if (row === undefined) return;
    this.write([...this.entries, { label, pid, name: row.name, startedAt: row.startedAt, stopSignal }]);
  }

  remove(pid: number): void {
    this.write(this.entries.filter((entry) => entry.pid !== pid));
  }

  /** Ends processes that an earlier launcher left behind. Returns how many processes that were. */
  async endOrphans(): Promise<number> {
    let found = 0;
    // Last started, first ended: the server before its database.
    for (const { pid, name, startedAt, stopSignal } of this.entries.toReversed()) {
      const row = findProcess(pid);
      if (row?.startedAt === startedAt) {
        found += 1;
        await endProcess(pid, stopSignal, 5_000);
      }
      // Nginx workers outlive a master that was killed, and keep the ports.
      if (row === undefined || row.startedAt === startedAt) await endGroup(pid, name);
    }
    this.write([]);
    return found;
  }

  private read(): readonly Entry[] {
    try {
      return JSON.parse(readIfPresent(this.file) ?? '[]') as Entry[];
    } catch {
      // A damaged table only means that orphans have to be ended by hand; their ports will say so.
      return [];
    }
  }

  private write(entries: readonly Entry[]): void {
    this.entries = entries;
    writePrivate(this.file, JSON.stringify(entries));
  }
}
