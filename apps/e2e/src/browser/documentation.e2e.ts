import { describe, inject, it } from 'vitest';
import { useChromium } from './support/chromium.js';

const postern = inject('postern');
const chromium = useChromium();

describe('the documentation of the API', () => {
  it('is drawn under a content security policy of its own, with every operation', async () => {
    const page = await chromium.open(postern);

    await page.goto(`${postern.origins.public}/api/docs`);

    await page.getByRole('heading', { name: /Postern management API/ }).waitFor();
    await page.getByText('/api/v2/users', { exact: true }).first().waitFor();
  });
});
