import 'reflect-metadata';
import { afterAll, vi } from 'vitest';

// Files share their process: what one set or replaced is put back before the next.
const environment = { ...process.env };
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});
