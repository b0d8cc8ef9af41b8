import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { forgetInterruption, keepInterruption, takeOver, useInterruption } from './interruption';

const Shown = ({ kind }: { readonly kind: 'startLink' | 'removeIdentifier' }) => (
  <p>{JSON.stringify(useInterruption(kind))}</p>
);
const shows = (kind: 'startLink' | 'removeIdentifier'): string => {
  render(<Shown kind={kind} />);
  const text = screen.getByText(/./).textContent;
  cleanup();
  return text;
};

afterEach(() => sessionStorage.clear());

describe('input that waits for a new sign-in', () => {
  it('is restored once, where it was left', () => {
    keepInterruption('startLink', { methodId: 'm1' });

    expect(shows('removeIdentifier')).toBe('null');
    expect(shows('startLink')).toBe('{"methodId":"m1"}');
    expect(shows('startLink')).toBe('null');
  });

  it('is gone after a cancellation', () => {
    keepInterruption('startLink', { methodId: 'm1' });
    forgetInterruption();

    expect(shows('startLink')).toBe('null');
  });

  it('stays for the same account, and is removed when another one signs in', () => {
    takeOver('carol');
    keepInterruption('startLink', { methodId: 'm1' });
    sessionStorage.setItem('postern.panel.waiting-link', '{}');
    takeOver('carol');
    expect(sessionStorage.getItem('postern.panel.waiting-link')).toBe('{}');

    takeOver('dave');

    expect(shows('startLink')).toBe('null');
    expect(sessionStorage.getItem('postern.panel.waiting-link')).toBeNull();
  });
});
