import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderPage } from '../../testing/render-app';

describe('the import guide', () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, on every system'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'Chrome and Edge on Windows'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile', 'Phones and tablets'],
  ])('begins with this browser, then cards, and has the others: %s', async (userAgent, first) => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);

    await renderPage('help');

    const titles = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
    expect(titles.slice(0, 2)).toEqual([first, 'Smart cards']);
    expect(new Set(titles).size).toBe(6);
  });
});
