import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportState, UserImport } from '@postern/contracts';
import type { RunningPostern } from '@postern/local';
import { describe, expect, it } from 'vitest';
import { Management } from '../support/management.js';

/** Lines of each import: enough that servers die while they are applied. */
const many = 400;

const upload = async ({ postern, token, browser }: Management, names: readonly string[]): Promise<UserImport> => {
  const { status, body } = await browser.send(`${postern.origins.public}/api/v2/user-imports?format=csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    body: ['username,name', ...names.map((name) => `${name},Killed`)].join('\n'),
  });
  if (status !== 201) throw new Error(`${status} ${body}`);
  return JSON.parse(body) as UserImport;
};

/** Asks until an import has got somewhere; while a server is gone, some requests fail. */
const until = async (
  management: Management,
  id: string,
  reached: (seen: UserImport) => boolean,
): Promise<UserImport> => {
  for (let tries = 0; tries < 600; tries += 1) {
    const seen = await management.get<UserImport>(`/user-imports/${id}`).catch(() => undefined);
    if (seen !== undefined && reached(seen)) return seen;
    await sleep(100);
  }
  throw new Error(`the import ${id} is not there after a minute`);
};
const isIn = (state: ImportState) => (seen: UserImport) => seen.state === state;

export const describeKilledImport = (running: () => RunningPostern): void => {
  describe('with imports of two administrators under way', () => {
    it('the loss of each server process loses no line and repeats none', async () => {
      const management = await Management.asAdministrator(running().config);
      const run = randomUUID().slice(0, 8);
      const names = Array.from({ length: many }, (_, index) => `killed-${run}-${index}`);
      // A third of the people are in both.
      const both = [names.slice(0, (many * 2) / 3), names.slice(many / 3)];
      const imports = await Promise.all(both.map((some) => upload(management, some)));
      const ids = imports.map(({ id }) => id);
      await Promise.all(ids.map((id) => until(management, id, isIn('ready'))));

      await Promise.all(ids.map((id) => management.post(`/user-imports/${id}/apply`)));
      await until(management, ids[0]!, ({ processed, state }) => processed > 0 || state === 'done');
      await running().killServer(0, 'SIGKILL');
      await running().killServer(1, 'SIGKILL');
      await running().restartServer(0);
      await running().restartServer(1);
      const done = await Promise.all(ids.map((id) => until(management, id, isIn('done'))));

      const counted = (verdict: 'create' | 'unchanged' | 'refused') =>
        done.reduce((sum, { counts }) => sum + counts[verdict], 0);
      expect([counted('create'), counted('unchanged'), counted('refused')]).toEqual([many, Math.floor(many / 3), 0]);
    });
  });
};
