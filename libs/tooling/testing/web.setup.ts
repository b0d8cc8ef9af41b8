import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// A busy machine needs longer time limits.
configure({ asyncUtilTimeout: 5000 });

// Files share their modules: what one replaced is put back before the next.
afterEach(() => {
  // Testing Library does this by itself only where `afterEach` is a global.
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
