import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostern } from '@postern/local';
import { formatFloods } from './floods-report.js';
import { measureFloods } from './measure-floods.js';

/** Starts a Postern with its limits as they are delivered, floods it, and answers the part of docs/performance.md about that. */
export const floodAPostern = async (seconds: number, say: (line: string) => void): Promise<string> => {
  const home = mkdtempSync(join(tmpdir(), 'postern-bench-'));
  const ports = { public: 0, mtls: 0, clients: 0, gateway: 0, demo: 0, database: 0 };
  const postern = await startPostern({ home, ports });
  try {
    return formatFloods(await measureFloods(postern.config, seconds, say), seconds);
  } finally {
    await postern.stop({ removeState: true });
    rmSync(home, { recursive: true, force: true });
  }
};
