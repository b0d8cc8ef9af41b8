import { rmSync } from 'node:fs';
import { type RunningPostern, startPostern, type StartOptions } from '@postern/local';
import { createTestFolder } from '@postern/local/testing';
import { ownPasswords } from './own-passwords.js';

/** One machine plays everybody, so nobody is limited; tests of the limits set their own. */
export const unlimited = { RATE_LIMIT_ADDRESS: '0', RATE_LIMIT_SIGN_IN: '0', RATE_LIMIT_ACCOUNT: '0' } as const;

/**
 * Starts the real thing in a folder of its own: PostgreSQL, server, Nginx, demo application, with sample data, whose passwords count as
 * chosen by their people. Everything must be built.
 */
export const startTestPostern = async ({ serverEnv, ...options }: StartOptions = {}): Promise<RunningPostern> => {
  const home = createTestFolder('postern-e2e-');
  try {
    const postern = await startPostern({
      home,
      ports: { public: 0, mtls: 0, clients: 0, gateway: 0, demo: 0, database: 0 },
      quiet: true,
      ...options,
      serverEnv: { ...unlimited, ...serverEnv },
    });
    await ownPasswords(postern.config);
    return postern;
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
};

export const stopTestPostern = async (postern: RunningPostern | undefined): Promise<void> => {
  await postern?.stop({ removeState: true });
  if (postern !== undefined) rmSync(postern.home, { recursive: true, force: true });
};
