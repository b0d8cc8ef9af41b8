import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
/** Every package.json of the workspace, as the lock file repeats them. */
const manifests = Object.entries((read('package-lock.json') as { packages: Record<string, Manifest> }).packages)
  .filter(([folder]) => !folder.includes('node_modules'))
  .map(([folder, manifest]) => ({ folder, ...manifest }));

describe('package.json', () => {
  it('of the root names tools only, so that an app can be installed by itself', () => {
    expect(read('package.json')).not.toHaveProperty('dependencies');
  });

  it('names one range of a package everywhere', () => {
    expect(manifests.length).toBeGreaterThan(30);
    const ranges = new Map<string, Set<string>>();
    for (const { dependencies, devDependencies } of manifests)
      for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies }))
        ranges.set(name, (ranges.get(name) ?? new Set()).add(range));

    expect([...ranges].filter(([, found]) => found.size > 1)).toEqual([]);
  });

  it('makes `tsc` the native compiler, although `typescript` brings a `tsc` too', () => {
    const version = execFileSync(process.execPath, [join(root, 'node_modules/.bin/tsc'), '--version'], {
      encoding: 'utf8',
    });

    expect(version).toMatch(/^Version 7\./);
  });
});
