// @vitest-environment node
import { gzipSync } from 'node:zlib';
import { languages } from '@postern/contracts';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it, vi } from 'vitest';

/** Limit in bytes of gzipped JavaScript before the first page is shown; also stated in the docs and README. */
const limit = 100_000;

describe('the built widget', () => {
  let output: Rolldown.RolldownOutput['output'];

  beforeAll(async () => {
    const configFile = new URL('../vite.config.ts', import.meta.url).pathname;
    vi.stubEnv('NODE_ENV', 'production');
    const built = await build({ configFile, logLevel: 'error', build: { write: false } });
    vi.unstubAllEnvs();
    output = (built as Rolldown.RolldownOutput).output;
  }, 60_000);

  const chunks = (): readonly Rolldown.OutputChunk[] => output.filter((file) => file.type === 'chunk');
  const weigh = (files: readonly Rolldown.OutputChunk[]): number =>
    files.reduce((sum, { code }) => sum + gzipSync(code).length, 0);

  it.each(languages)('loads less than 100 kB of JavaScript before the first page is shown in %s', (language) => {
    const first = chunks().filter(
      ({ isDynamicEntry, facadeModuleId }) =>
        !isDynamicEntry || new RegExp(`locales/${language}/(common|errors|widget)\\.json`).test(facadeModuleId ?? ''),
    );

    expect(first.length).toBeGreaterThanOrEqual(4);
    expect(weigh(first)).toBeLessThan(limit);
  });

  it.each(languages)('loads the certificate screens separately, in less than 10 kB, in %s', (language) => {
    const apart = chunks().filter(({ facadeModuleId }) =>
      new RegExp(`attempt\\.screens|locales/${language}/certificate\\.json`).test(facadeModuleId ?? ''),
    );

    expect(apart.map(({ isDynamicEntry }) => isDynamicEntry)).toEqual([true, true]);
    expect(weigh(apart)).toBeLessThan(10_000);
  });

  it('has no inline script and no inline style in its page', () => {
    const page = output.find(({ fileName }) => fileName === 'index.html');
    const html = page?.type === 'asset' ? String(page.source) : '';

    expect(html).toMatch(/<script type="module" crossorigin src="\/sign-in\/assets\//);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/i);
  });
});
