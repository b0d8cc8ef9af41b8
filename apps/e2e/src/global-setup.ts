import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PosternConfig, startPostern } from '@postern/local';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** `postern.json` of the Postern that all end-to-end tests share. */
    readonly postern: PosternConfig;
  }
}

/** One machine plays everybody, so nobody is limited; tests of the limits start a Postern of their own. */
export const unlimited = { RATE_LIMIT_ADDRESS: '0', RATE_LIMIT_SIGN_IN: '0', RATE_LIMIT_ACCOUNT: '0' } as const;

/** Starts the real thing once: PostgreSQL, server, Nginx, demo application, with sample data. Everything must be built. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'postern-e2e-'));
  const postern = await startPostern({
    home,
    ports: { public: 0, mtls: 0, demo: 0, database: 0 },
    serverEnv: unlimited,
    quiet: true,
  });
  project.provide('postern', postern.config);
  return async () => {
    await postern.stop({ removeState: true });
    rmSync(home, { recursive: true, force: true });
  };
}
