import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolvePaths, type Paths } from '../state/paths.js';
import { prepareStateFolder } from '../state/state-folder.js';
import { isAlive } from './process-identity.js';
import { ProcessTable } from './process-table.js';
import { SupervisedProcess } from './supervised-process.js';

let paths: Paths;
let reports: string[];
let gaveUp: Error[];
let started: SupervisedProcess[];
beforeEach(() => {
  paths = resolvePaths(mkdtempSync(join(tmpdir(), 'postern-process-')));
  prepareStateFolder(paths);
  [reports, gaveUp, started] = [[], [], []];
});
afterEach(async () => {
  for (const child of started) await child.stop();
  rmSync(paths.home, { recursive: true, force: true });
});

/** Runs a script; it is ready once it has made the file `ready`. */
const supervise = (script: string, stopTimeout = 2_000) => {
  const ready = join(paths.run, 'ready');
  const child = new SupervisedProcess(
    {
      label: 'The sample',
      command: process.execPath,
      args: ['-e', `require('fs').writeFileSync(${JSON.stringify(ready)}, ''); ${script}`],
      env: {},
      cwd: paths.home,
      log: join(paths.logs, 'sample.log'),
      stopSignal: 'SIGTERM',
      stopTimeout,
      prepare: async () => rmSync(ready, { force: true }),
      ready: async (signal) => {
        while (!existsSync(ready) && !signal.aborted) await sleep(5);
      },
    },
    {
      table: new ProcessTable(paths),
      report: (text) => reports.push(text),
      changed: () => undefined,
      isClosing: () => false,
      gaveUp: (error) => gaveUp.push(error),
    },
  );
  started.push(child);
  return child;
};
const forever = 'setInterval(() => {}, 1000);';

describe('a supervised process', () => {
  it('is started again after it was killed, and what it wrote is told', async () => {
    const child = supervise(`console.log('a last word'); ${forever}`);
    await child.start();
    const first = child.pid!;
    await expect.poll(() => existsSync(join(paths.run, 'ready'))).toBe(true);
    await sleep(50);
    process.kill(first, 'SIGKILL');

    await expect.poll(() => reports.length).toBe(2);
    expect(reports[0]).toContain('The sample died (SIGKILL) and is started again.');
    expect(reports[0]).toContain('a last word');
    expect(child.pid).not.toBe(first);
  });

  it('is given up when it dies again and again', async () => {
    const child = supervise('setTimeout(() => process.exit(3), 20);');
    await child.start();

    await expect.poll(() => gaveUp.length, { timeout: 12_000 }).toBe(1);
    expect(gaveUp[0]?.message).toMatch(/^The sample (died 6 times within a minute|ended while it was starting)/);
    expect(child.pid).toBeNull();
  });

  it('that ends before it is ready fails the start with the end of its log', async () => {
    const child = supervise('');
    Object.assign(child.description, { ready: () => new Promise(() => undefined) });
    Object.assign(child.description, { args: ['-e', 'console.error("no such setting"); process.exit(1)'] });

    await expect(child.start()).rejects.toThrow(/The sample ended while it was starting\.[^]*no such setting/);
  });

  it('says that the disk is full when that is why it ended', async () => {
    const child = supervise('');
    Object.assign(child.description, { ready: () => new Promise(() => undefined) });
    Object.assign(child.description, {
      args: ['-e', 'console.error("write: No space left on device"); process.exit(1)'],
    });

    await expect(child.start()).rejects.toThrow('The disk is full');
  });

  it('is killed when it does not stop in time', async () => {
    const child = supervise(`process.on('SIGTERM', () => {}); ${forever}`, 200);
    await child.start();
    const { pid } = child;
    await child.stop();

    expect(isAlive(pid!)).toBe(false);
    expect(reports).toEqual([]);
  });
});

describe('after a launcher was killed', () => {
  it('the next one ends what it left behind, and nothing else', async () => {
    const mine = supervise(forever);
    await mine.start();
    const other = supervise(forever);
    await other.start();
    // A row whose process is somebody else by now.
    const table = join(paths.run, 'processes.json');
    writeFileSync(
      table,
      JSON.stringify([
        { label: 'x', pid: other.pid, name: 'node', startedAt: 'another time', stopSignal: 'SIGKILL' },
        ...(JSON.parse(JSON.stringify(rowsOf(mine))) as object[]),
      ]),
    );
    // The supervisor in this process is not the one that was killed: it must not start it again.
    const { pid } = mine;
    Object.assign(mine, { wanted: false });

    expect(await new ProcessTable(paths).endOrphans()).toBe(1);
    expect(isAlive(pid!)).toBe(false);
    expect(isAlive(other.pid!)).toBe(true);
  });
});

const rowsOf = (child: SupervisedProcess) => {
  const table = new ProcessTable(paths);
  table.add('The sample', child.pid!, 'SIGTERM');
  return (table as unknown as { readonly entries: readonly { readonly pid: number }[] }).entries
    .filter(({ pid }) => pid === child.pid)
    .slice(-1);
};
