import { open, stat, truncate } from 'node:fs/promises';
import type { GatewayCallCounts } from '@postern/contracts';

const line = /" (?<status>\d{3}) \d+ [\d.]+ [0-9a-f]+ api=(?<api>[0-9a-f-]*) /;
const piece = 1024 * 1024;
/** Bytes from which the log is emptied once it was read; Nginx appends, so it goes on at the beginning. */
const largestLog = 64 * 1024 * 1024;

/** Counts the data plane's answers from its access log: those too that no server heard of. */
export class CallCounter {
  private readonly since = new Date().toISOString();
  private readonly counts = new Map<string, number>();
  private offset: number | undefined;
  private remainder = '';
  private reading = Promise.resolve();

  constructor(private readonly path: string) {}

  /** Counts from now on; earlier lines were counted by a former agent. */
  async begin(): Promise<void> {
    this.offset = (await stat(this.path).catch(() => undefined))?.size ?? 0;
  }

  async read(): Promise<GatewayCallCounts> {
    this.reading = this.reading.then(() => this.readOn());
    await this.reading;
    const calls = Array.from(this.counts, ([key, count]) => {
      const [api = '', status = ''] = key.split(' ');
      return { api, status: Number(status), count };
    });
    return { since: this.since, calls };
  }

  private async readOn(): Promise<void> {
    const file = await open(this.path, 'r').catch(() => undefined);
    if (file === undefined) return;
    try {
      const { size } = await file.stat();
      // Shorter than before: it was rotated or truncated.
      if (this.offset === undefined || size < this.offset) this.offset = 0;
      const buffer = Buffer.alloc(piece);
      while (this.offset < size) {
        const { bytesRead } = await file.read(buffer, 0, piece, this.offset);
        if (bytesRead === 0) break;
        this.offset += bytesRead;
        this.count(this.remainder + buffer.toString('latin1', 0, bytesRead));
      }
    } finally {
      await file.close();
    }
    if (this.offset > largestLog) {
      await truncate(this.path, 0);
      this.offset = 0;
    }
  }

  private count(text: string): void {
    const lines = text.split('\n');
    this.remainder = lines.pop() ?? '';
    for (const entry of lines) {
      const groups = line.exec(entry)?.groups;
      if (groups === undefined) continue;
      const key = `${groups['api']} ${groups['status']}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }
}
