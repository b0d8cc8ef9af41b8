import { describe, expect, it } from 'vitest';
import { Activations } from './activations.js';

const serving = (generation: number) => ({ generation, digest: `${generation}` });

describe('activations', () => {
  it('run one at a time, and the newest covers those that came in between', async () => {
    const begun: number[] = [];
    let release: (() => void) | undefined;
    const activations = new Activations(async (generation) => {
      begun.push(generation);
      await new Promise<void>((resolve) => (release = resolve));
      return serving(generation);
    });
    const first = activations.through(1);
    await Promise.resolve();
    const later = [2, 4, 3].map((generation) => activations.through(generation));
    expect([begun, activations.arePending]).toEqual([[1], true]);
    release!();
    expect(await first).toEqual(serving(1));
    await expect.poll(() => begun).toEqual([1, 4]);
    release!();

    expect(await Promise.all(later)).toEqual([4, 4, 4].map(serving));
    await activations.idle();
    expect(activations.arePending).toBe(false);
  });

  it('that fail are reported to those who waited for them only', async () => {
    const activations = new Activations((generation) =>
      generation === 1 ? Promise.reject(new Error('away')) : Promise.resolve(serving(generation)),
    );

    await expect(activations.through(1)).rejects.toThrow('away');
    expect(await activations.through(2)).toEqual(serving(2));
  });
});
