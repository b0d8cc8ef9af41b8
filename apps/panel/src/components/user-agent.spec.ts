import { describe, expect, it } from 'vitest';
import { deviceOf } from './user-agent';

describe('the device of a user agent', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'Chrome', 'Linux', false],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge', 'Windows', false],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/19 Safari/605.1', 'Safari', 'macOS', false],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19 Safari/604.1', 'Safari', 'iPhone', true],
    ['Mozilla/5.0 (Android 16; Mobile; rv:140.0) Firefox/140.0', 'Firefox', 'Android', true],
    ['curl/8', null, null, false],
    [null, null, null, false],
  ])('%s', (userAgent, browser, system, mobile) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system, mobile });
  });
});
