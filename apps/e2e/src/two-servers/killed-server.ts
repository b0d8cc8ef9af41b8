import type { RunningPostern } from '@postern/local';
import { describe, expect, it } from 'vitest';
import { startLoad } from './load.js';

export const describeKilledServer = (running: () => RunningPostern): void => {
  describe('with sign-ins under way', () => {
    it('the loss of one server process costs each at most a second try', async () => {
      const load = startLoad(running().config);
      await load.reached(20);

      await running().killServer(0, 'SIGKILL');
      await load.reached(20);
      await running().restartServer(0);
      await load.reached(20);
      const { lost, succeeded } = await load.stop();

      expect(lost).toEqual([]);
      expect(succeeded).toBeGreaterThan(60);
    });

    it('a server process that stops gracefully completes them all without a second try', async () => {
      const load = startLoad(running().config);
      await load.reached(10);

      await running().restartServer(1);
      await load.reached(10);
      const { lost, retried } = await load.stop();

      expect({ lost, retried }).toEqual({ lost: [], retried: [] });
    });
  });
};
