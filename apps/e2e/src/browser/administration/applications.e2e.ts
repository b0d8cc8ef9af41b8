import { randomBytes } from 'node:crypto';
import type { ClientRecord } from '@postern/contracts';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { Management } from '../../support/management.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import { administratorsPanel, dialog, goTo, pageTitle, pressIn, secretsIn, toast } from '../support/panel.js';

const postern = inject('postern');
const openPanel = administratorsPanel(useChromium(), postern);
const unique = randomBytes(3).toString('hex');
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

describe('applications in the panel', () => {
  it('are created with a secret that is shown once, and get further redirect addresses', async () => {
    const page = await openPanel('/admin/applications');
    const name = `Shop ${unique}`;
    await pressIn(page, 'Create application');
    const form = dialog(page, 'Create application');
    await form.getByRole('textbox', { name: 'Name' }).fill(name);
    await form.getByLabel('Redirect addresses, address 1').fill('https://shop.example/callback');
    await pressIn(form, 'Create');

    const shown = dialog(page, `Credentials of ${name}`);
    const [id = '', secret = ''] = await secretsIn(shown);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    await pressIn(shown, 'I’ve copied it');
    await pageTitle(page, name).waitFor();
    expect(await page.locator('main').innerText()).not.toContain(secret);

    await page.getByText(`${postern.issuer}/.well-known/openid-configuration`).waitFor();
    await page.getByRole('region', { name: 'curl' }).getByText('--cacert .postern/pki/server-ca.pem').waitFor();
    expect(await faultsOf(page, 'quick start')).toEqual([]);
    await page.getByRole('tab', { name: 'Settings' }).click();
    await pressIn(page, 'Edit');
    const edit = dialog(page, `Edit ${name}`);
    await pressIn(edit.getByRole('group', { name: 'Redirect addresses' }), 'Add an address');
    await edit.getByLabel('Redirect addresses, address 2').fill('https://shop.example/second');
    await pressIn(edit, 'Save');

    await toast(page, `${name} was saved`).waitFor();
    await page.getByText('https://shop.example/second').waitFor();
    const record = await admin.get<ClientRecord>(`/clients/${id}`);
    expect(record.redirect_uris).toEqual(['https://shop.example/callback', 'https://shop.example/second']);
    await page.reload();
    await page.getByText('https://shop.example/second').waitFor();
    await admin.delete(`/clients/${id}`);
  });

  it('keep the input when a redirect URI is refused', async () => {
    const page = await openPanel('/admin/applications');
    await pressIn(page, 'Create application');
    const form = dialog(page, 'Create application');
    await form.getByRole('textbox', { name: 'Name' }).fill(`Insecure ${unique}`);
    await form.getByLabel('Redirect addresses, address 1').fill('http://shop.example/callback');
    await pressIn(form, 'Create');

    await form.getByText('Use https URLs, http on localhost').waitFor();
    await pressIn(form, 'Cancel');
    await pressIn(dialog(page, 'Discard your changes?'), 'Discard changes');
    await goTo(page, 'Users');
  });
});
