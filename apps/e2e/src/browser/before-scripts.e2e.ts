import { describe, expect, inject, it } from 'vitest';
import { useChromium } from './support/chromium.js';

const postern = inject('postern');
const chromium = useChromium();
const pages = [
  { page: 'the sign-in pages', path: '/sign-in/help', words: 'Signing in needs JavaScript.' },
  { page: 'the panel', path: '/panel/', words: 'The panel needs JavaScript.' },
] as const;

describe('before any script runs', () => {
  it.each(pages)('$page tell people to enable scripts', async ({ path, words }) => {
    const page = await chromium.open(postern, { javaScriptEnabled: false });
    await page.goto(postern.origins.public + path);

    const english = page.locator('noscript [lang=en]');
    expect(await english.isVisible()).toBe(true);
    expect(await english.innerText()).toBe(words);
  });

  it('the sign-in page shows placeholders while the scripts load', async () => {
    const page = await chromium.open(postern);
    await page.route('**/*.js', () => undefined);
    await page.goto(`${postern.origins.public}/sign-in/help`, { waitUntil: 'commit' });

    await page.locator('.boot-control').first().waitFor();
    expect(await page.locator('noscript').isVisible()).toBe(false);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});
