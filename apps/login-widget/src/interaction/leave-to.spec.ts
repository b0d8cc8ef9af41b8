import { afterEach, describe, expect, it, vi } from 'vitest';
import { leaveTo } from './leave-to';

describe('leaving the page', () => {
  const assign = vi.fn();
  vi.stubGlobal('location', { href: 'https://localhost:8443/sign-in/abc', assign });
  afterEach(() => assign.mockClear());

  it('follows a same-origin address', () => {
    leaveTo('/oidc/auth/abc');

    expect(String(assign.mock.lastCall?.[0])).toBe('https://localhost:8443/oidc/auth/abc');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'blob:https://localhost/1'])('never runs %s', (address) => {
    leaveTo(address);

    expect(assign).not.toHaveBeenCalled();
  });
});
