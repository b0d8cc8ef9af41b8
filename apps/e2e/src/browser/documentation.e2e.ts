import { describe, expect, inject, it } from 'vitest';
import { useChromium } from './support/chromium.js';

const postern = inject('postern');
const chromium = useChromium();

interface Description {
  readonly paths: Readonly<Record<string, object>>;
}

describe('the documentation of the API', () => {
  it('is drawn under its own content security policy, with every operation', async () => {
    const page = await chromium.open(postern);

    await page.goto(`${postern.origins.public}/api/docs`);

    await page.getByRole('heading', { name: /Postern management API/ }).waitFor();
    // Swagger UI draws the operations that are in sight.
    await page.setViewportSize({ width: 1280, height: 20_000 });
    const description = await page.request.get(`${postern.origins.public}/api/docs/openapi.json`);
    const { paths } = (await description.json()) as Description;
    const operations = Object.values(paths).flatMap((path) => Object.keys(path));
    await expect.poll(() => page.locator('.opblock').count(), { timeout: 10_000 }).toBe(operations.length);
    expect(operations.length).toBeGreaterThan(100);
  });
});
