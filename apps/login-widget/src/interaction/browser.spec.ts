import { describe, expect, it } from 'vitest';
import { guessBrowser } from './browser';

const mozilla = 'Mozilla/5.0';

describe('detecting the browser for instructions', () => {
  it.each([
    [`${mozilla} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'firefox', 'linux'],
    [
      `${mozilla} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0`,
      'chromium',
      'windows',
    ],
    [
      `${mozilla} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15`,
      'safari',
      'macos',
    ],
    [
      `${mozilla} (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1`,
      'safari',
      'ios',
    ],
    [`${mozilla} (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36`, 'chromium', 'android'],
  ])('is guessed from %s', (userAgent, name, system) => {
    expect(guessBrowser({ userAgent })).toEqual({ name, system });
  });
});
