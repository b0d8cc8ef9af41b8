import { createHash, randomBytes } from 'node:crypto';
import type { ClientRecord, ClientWithSecret, KeyCredentialManifest } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { registerApplication } from '../../support/applications.js';
import { Management } from '../../support/management.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import { dropFiles } from '../support/files.js';
import { administratorsPanel, certificateCard, dialog, pressIn, secretsIn, toast } from '../support/panel.js';

const postern = inject('postern');
const openPanel = administratorsPanel(useChromium(), postern);
const unique = randomBytes(3).toString('hex');
let admin: Management;
let client: ClientWithSecret;
let page: Page;

const register = async (name: string): Promise<ClientWithSecret> => {
  const { record } = await registerApplication(admin, {
    name: `${name} ${unique}`,
    app_type: 'non_interactive',
    redirect_uris: [],
    post_logout_redirect_uris: [],
  });
  return record;
};
const open = async (name: string): Promise<void> => {
  client = await register(name);
  page = await openPanel(`/admin/applications/${client.client_id}/keys`);
};
const manifestOf = () => admin.get<KeyCredentialManifest>(`/clients/${client.client_id}/key-credentials`);
const sha1 = (der: Uint8Array): Buffer => createHash('sha1').update(der).digest();

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

describe('certificates and secrets of an application in the panel', () => {
  it('D4 show thumbprint, start and expiry of what was uploaded', async () => {
    await open('Reports');
    const { der } = await issueSelfSigned({ subject: 'CN=reports', keyAlgorithm: 'rsa-2048' });
    await pressIn(page, 'Upload certificate');
    const form = dialog(page, 'Upload certificate');
    await form.getByText('The application stops using a secret').waitFor();
    await dropFiles(form.getByLabel('Certificate: paste PEM'), { name: 'reports.der', content: der });
    await certificateCard(page, 'reports').waitFor();
    await form.getByLabel('Name').fill('Spring');
    await pressIn(form, 'Upload');

    await toast(page, 'The certificate was uploaded').waitFor();
    const thumbprint = sha1(der).toString('hex').toUpperCase();
    const row = page.getByRole('row').filter({ hasText: 'Spring' });
    await row.getByText(`${thumbprint.slice(0, 8)}…${thumbprint.slice(-8)}`).waitFor();
    await row.getByText(/36\d days left/).waitFor();
    await page.getByText('Not accepted').waitFor();
    expect(await faultsOf(page, 'certificates and secrets')).toEqual([]);
    const record = await admin.get<ClientRecord>(`/clients/${client.client_id}`);
    expect(record.client_authentication_methods).toMatchObject({ private_key_jwt: { credentials: [{}] } });
  });

  it('D5 can be edited as a manifest, with messages for errors', async () => {
    await open('Ledger');
    const [one, two] = await Promise.all(['one', 'two'].map((name) => issueSelfSigned({ subject: `CN=${name}` })));
    const entry = (der: Uint8Array, thumbprint: Uint8Array) => ({
      customKeyIdentifier: sha1(thumbprint).toString('base64'),
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      value: Buffer.from(der).toString('base64'),
    });
    await pressIn(page, 'Edit manifest');
    const form = dialog(page, `Manifest of ${client.name}`);
    const text = form.getByLabel('Manifest');
    const save = async (content: string): Promise<void> => {
      await text.fill(content);
      await pressIn(form, 'Save');
    };
    await save('{ "keyCredentials": [ { "type": "Symmetric" } ]');
    await form.getByText('This is not JSON:').waitFor();
    await save(JSON.stringify({ keyCredentials: [{ ...entry(one!.der, one!.der), usage: 'Sign' }] }));
    await form.getByText('keyCredentials.0.usage').waitFor();
    await form.getByText('must be "Verify".').waitFor();

    await save(JSON.stringify({ keyCredentials: [entry(one!.der, two!.der)] }));
    await form.getByText('The thumbprint does not match the certificate').waitFor();
    await form.getByText('keyCredentials.0.customKeyIdentifier').waitFor();
    expect(await manifestOf()).toEqual({ keyCredentials: [] });
    expect(await faultsOf(page, 'manifest')).toEqual([]);

    await save(JSON.stringify({ keyCredentials: [entry(one!.der, one!.der), entry(two!.der, two!.der)] }));
    await toast(page, `The manifest of ${client.name} was saved`).waitFor();
    const { keyCredentials } = await manifestOf();
    const listed = keyCredentials.map(({ customKeyIdentifier }) => customKeyIdentifier);
    expect(new Set(listed)).toEqual(new Set([one, two].map((issued) => sha1(issued!.der).toString('base64'))));
    await page.getByRole('region', { name: 'keyCredentials' }).getByText(keyCredentials[1]!.keyId).waitFor();
  });

  it('give a new secret, once', async () => {
    await open('Printer');
    await pressIn(page, 'Rotate secret');
    await pressIn(dialog(page, `Rotate the secret of ${client.name}?`), 'Rotate secret');

    const [, secret = ''] = await secretsIn(dialog(page, `Credentials of ${client.name}`));
    expect(secret).not.toBe(client.client_secret);
    await pressIn(page, 'I’ve copied it');
    expect(await page.locator('main').innerText()).not.toContain(secret);
  });
});
