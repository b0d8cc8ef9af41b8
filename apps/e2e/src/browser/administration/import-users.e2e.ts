import { randomBytes } from 'node:crypto';
import type { UserRecord } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Management } from '../../support/management.js';
import { useChromium } from '../support/chromium.js';
import { administratorsPanel } from '../support/panel.js';

const postern = inject('postern');
const chromium = useChromium();
const openPanel = administratorsPanel(chromium, postern);
const unique = randomBytes(4).toString('hex');
let admin: Management;

const imported = async (): Promise<UserRecord[]> =>
  (await admin.get<{ items: UserRecord[] }>(`/users?search=import-${unique}&pageSize=50`)).items;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});
afterAll(async () => {
  for (const { id } of await imported()) await admin.delete(`/users/${id}`);
});

describe('an import of people', () => {
  it('is checked, applied, and shows the outcome of each line', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `import-${unique}-${index}`);
    const table = ['username,name,role', ...names.map((name) => `${name},Imported ${name},`), 'bad name,X,'].join('\n');
    const page = await openPanel('/admin/users');
    await page.getByRole('link', { name: 'Import' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await page.getByRole('button', { name: 'Upload and check' }).click();

    await page.getByText('Nothing has been changed yet.').waitFor();
    await page.getByText(`Imported ${names[0]}`).waitFor();
    expect(await imported()).toEqual([]);
    await page.getByRole('combobox', { name: 'Result' }).selectOption({ label: 'Refused (1)' });
    await page.getByText('bad name').waitFor();

    await page.getByRole('button', { name: 'Apply changes' }).click();
    await page.getByRole('status').getByText('Done').waitFor();
    expect((await imported()).map(({ username }) => username).sort()).toEqual([...names].sort());
  });
});
