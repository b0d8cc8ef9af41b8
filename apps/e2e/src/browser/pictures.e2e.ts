import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, inject, it } from 'vitest';
import { useChromium } from './support/chromium.js';
import { signInToPanel } from './support/panel.js';

const postern = inject('postern');
const chromium = useChromium();
const folder = fileURLToPath(new URL('../../../../docs/images', import.meta.url));
const options = { viewport: { width: 1100, height: 760 }, colorScheme: 'light' } as const;

/** Made anew by `PICTURES=1 npx vitest run --project e2e apps/e2e/src/browser/pictures.e2e.ts`. */
describe.skipIf(!process.env['PICTURES'])('the pictures of the panel in the documentation', () => {
  it('show the login methods', async () => {
    const page = await chromium.open(postern, options);
    await signInToPanel(page, postern, postern.admin, '/admin/login-methods');
    await page.getByRole('switch', { name: 'mTLS switched on' }).waitFor();
    await page.getByText('Administrator', { exact: true }).waitFor();
    await page.screenshot({ path: join(folder, 'panel.png') });
  });
});
