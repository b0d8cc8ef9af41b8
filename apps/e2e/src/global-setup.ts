import type { PosternConfig } from '@postern/local';
import type { TestProject } from 'vitest/node';
import { startTestPostern, stopTestPostern } from './support/start-postern.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** `postern.json` of the Postern that all end-to-end tests share. */
    readonly postern: PosternConfig;
  }
}

/** Starts Postern once for all files; tests that break it or need other settings start one of their own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postern = await startTestPostern();
  project.provide('postern', postern.config);
  return () => stopTestPostern(postern);
}
