import { setTimeout as sleep } from 'node:timers/promises';
import type { UserImport } from '@postern/contracts';
import type { PosternConfig } from '@postern/local';
import { residentMemory } from '../cpu-clock.js';
import type { ImportFile } from './files.js';
import { openImportApi } from './import-api.js';

export interface ImportFigures {
  readonly file: ImportFile;
  /** Seconds. */
  readonly taking: number;
  readonly checking: number;
  readonly applying: number;
  /** MB by which the server's resident memory exceeded its value before the import, at most. */
  readonly memory: number;
  /** Milliseconds of the slowest page of users and of certificates during the import, and of the middle one. */
  readonly page: { readonly median: number; readonly worst: number };
}

/** Milliseconds between two looks at how far it is. */
const pause = 1000;
const pages = ['users?pageSize=50', 'certificates?pageSize=50&use=person'] as const;

/** Imports new people, and throws unless each of them is there afterwards. @param server process id of the server */
export const measureImport = async (
  config: PosternConfig,
  server: number,
  file: ImportFile,
): Promise<ImportFigures> => {
  const before = residentMemory(server);
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, residentMemory(server))), pause / 4);
  const waited: number[] = [];
  const seconds = async (phase: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await phase();
    return (performance.now() - began) / 1000;
  };
  /** Waits for a state in which every line is a new account. */
  const reached = async (id: string, wanted: string): Promise<void> => {
    const api = await openImportApi(config);
    let seen: UserImport;
    do {
      await sleep(pause);
      for (const page of pages) {
        const began = performance.now();
        await api('GET', page);
        waited.push(performance.now() - began);
      }
      seen = await api('GET', `user-imports/${id}`);
    } while (seen.state === 'checking' || seen.state === 'applying');
    if (seen.state !== wanted || seen.counts.create !== seen.lines) throw new Error(`ended as ${JSON.stringify(seen)}`);
  };
  try {
    const api = await openImportApi(config);
    const methods = await api<readonly { readonly id: string; readonly type: string }[]>('GET', 'sign-in-methods');
    const methodId = methods.find(({ type }) => type === 'mtls')?.id ?? '';
    const source = file.source === undefined ? '' : `&source=${file.source}`;
    let id = '';
    const taking = await seconds(async () => {
      ({ id } = await api('POST', `user-imports?format=${file.format}&methodId=${methodId}${source}`, file));
    });
    const checking = await seconds(() => reached(id, 'ready'));
    await (
      await openImportApi(config)
    )('POST', `user-imports/${id}/apply`);
    const applying = await seconds(() => reached(id, 'done'));
    const sorted = waited.toSorted((one, other) => one - other);
    const page = { median: sorted[sorted.length >> 1] ?? 0, worst: sorted.at(-1) ?? 0 };
    return { file, taking, checking, applying, memory: most - before, page };
  } finally {
    clearInterval(watch);
  }
};
