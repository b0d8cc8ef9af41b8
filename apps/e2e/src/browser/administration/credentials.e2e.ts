import { randomBytes } from 'node:crypto';
import type { ClientCredential, ClientRecord, ClientWithSecret } from '@postern/contracts';
import { exportPkcs12, type Issued, issueSelfSigned } from '@postern/dev-pki';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { registerApplication } from '../../support/applications.js';
import { pairOf } from '../../support/issuing.js';
import { byCertificate, errorIn, Machine, registerMachine } from '../../support/machines.js';
import { Management } from '../../support/management.js';
import { openBrowser } from '../../support/people.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import { chooseFile, dropFiles } from '../support/files.js';
import {
  administratorsPanel,
  certificateCard,
  choose,
  dialog,
  pageTitle,
  pressIn,
  secretsIn,
  toast,
} from '../support/panel.js';

const postern = inject('postern');
const openPanel = administratorsPanel(useChromium(), postern);
const unique = randomBytes(3).toString('hex');
let admin: Management;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

const registerService = async (name: string): Promise<ClientWithSecret> => {
  const { record } = await registerApplication(admin, {
    name: `${name} ${unique}`,
    app_type: 'non_interactive',
    redirect_uris: [],
    post_logout_redirect_uris: [],
    scopes: ['read:clients'],
    token_endpoint_auth_method: 'client_secret_post',
  });
  return record;
};

const bySecret = ({ client_id, client_secret }: ClientWithSecret) =>
  openBrowser(postern).postForm(`${postern.issuer}/token`, {
    grant_type: 'client_credentials',
    client_id,
    client_secret: client_secret ?? '',
    resource: `${postern.origins.public}/api/v2`,
  });

const byTls = async ({ client_id }: ClientWithSecret, issued: Issued): Promise<number> => {
  const machine = new Machine(postern, pairOf(issued));
  const { status } = await machine.ask(client_id);
  machine.close();
  return status;
};

const switchTo = async (page: Page, form: Locator, method: string): Promise<void> => {
  await pressIn(page, 'Change method');
  await form.getByRole('radio', { name: method }).check();
};

const pasteArea = (form: Locator): Locator => form.getByLabel('Certificate: paste PEM');

describe('credentials of an application in the panel', () => {
  it('A1 A8 A9 A10 are dropped on the page, take over from the secret, and are rotated', async () => {
    const client = await registerService('Backup');
    const first = await issueSelfSigned({ subject: 'CN=backup one' });
    const second = await issueSelfSigned({ subject: 'CN=backup two' });
    const faults: string[] = [];
    const page = await openPanel(`/admin/applications/${client.client_id}/credentials`);
    const sent: string[] = [];
    page.on('request', (request) => void sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    faults.push(...(await faultsOf(page, 'credentials, none')));

    const form = dialog(page, `Authentication of ${client.name}`);
    await switchTo(page, form, 'Self-signed certificate (mTLS)');
    await form.getByText('The secret stops working at once').waitFor();
    await dropFiles(pasteArea(form), { name: 'client.key', content: first.privateKeyPem });
    await form.getByText('This is a private key.').waitFor();
    expect(sent.filter((request) => request.startsWith('POST'))).toEqual([]);

    await dropFiles(pasteArea(form), { name: 'client.crt', content: first.pem });
    await certificateCard(page, 'backup one').waitFor();
    faults.push(...(await faultsOf(page, 'change of method')));
    await form.getByLabel('Name').fill('One');
    await pressIn(form, 'Use this');

    await toast(page, `The authentication of ${client.name} was changed`).waitFor();
    await page.getByRole('row').filter({ hasText: 'One' }).getByText('Self-signed mTLS').waitFor();
    expect(errorIn(await bySecret(client)).error).toBe('invalid_client');
    expect(await byTls(client, first)).toBe(200);

    await pressIn(page, 'Rotate');
    const rotation = dialog(page, `Rotate the certificate of ${client.name}`);
    const { certificate, chain, keys } = second;
    const p12 = await exportPkcs12({ certificate, chain, keys, password: 'opens it', friendlyName: 'two' });
    await chooseFile(rotation.locator('input[type=file]'), { name: 'two.p12', content: p12 });
    await rotation.getByLabel('Password of two.p12').fill('does not');
    await pressIn(rotation, 'Open');
    await rotation.getByText('This password does not open the file.').waitFor();
    await rotation.getByLabel('Password of two.p12').fill('opens it');
    await page.keyboard.press('Enter');
    await certificateCard(page, 'backup two').waitFor();
    await rotation.getByLabel('Name').fill('Two');
    await pressIn(rotation, 'Add new certificate');

    await page.getByText('Two certificates work: install “Two” now').waitFor();
    expect([await byTls(client, first), await byTls(client, second)]).toEqual([200, 200]);
    faults.push(...(await faultsOf(page, 'rotation')));
    // Written in the background, 15 seconds later.
    await expect.poll(() => lastUse(client, 'Two'), { timeout: 30_000, interval: 1000 }).not.toBeNull();
    await page.reload();
    await page.getByText('“Two” is in use: remove the old one').waitFor();

    await pressIn(page, 'Remove “One”');
    const question = dialog(page, 'Delete “One”?');
    await question.getByText(`It is used by ${client.name}: Self-signed certificate (mTLS).`).waitFor();
    await pressIn(question, 'Stop using and delete');
    await toast(page, '“One” was deleted').waitFor();
    expect([await byTls(client, first), await byTls(client, second)]).toEqual([401, 200]);

    await choose(page, 'More actions for Two', 'Delete');
    const refusal = dialog(page, '“Two” is in use');
    await refusal.getByText('It is the only one').waitFor();
    expect(await refusal.getByRole('button').allInnerTexts()).toEqual(['Close']);
    await pressIn(refusal, 'Close');

    await switchTo(page, form, 'Client secret');
    await form.getByText('If the application had a secret before, it works again').waitFor();
    await form.getByLabel('How the secret is sent').selectOption('Secret in the body (post)');
    await pressIn(form, 'Use this');
    await page.getByText('The previous secret works again').waitFor();
    expect((await bySecret(client)).status).toBe(200);
    expect(await byTls(client, second)).toBe(401);
    expect(faults).toEqual([]);
    expect(sent.join('\n')).not.toContain('PRIVATE');
    await admin.delete(`/clients/${client.client_id}`);
  });

  it('show a new secret once where there was none', async () => {
    const issued = await issueSelfSigned({ subject: 'CN=born with a certificate' });
    const client = await registerMachine(admin, byCertificate(pairOf(issued)), { name: `Sensor ${unique}` });
    const page = await openPanel(`/admin/applications/${client.client_id}/credentials`);
    const form = dialog(page, `Authentication of ${client.name}`);
    await switchTo(page, form, 'Client secret');
    await pressIn(form, 'Use this');

    const shown = dialog(page, `Credentials of ${client.name}`);
    const [, client_secret = ''] = await secretsIn(shown);
    await pressIn(shown, 'I’ve copied it');

    const { token_endpoint_auth_method: method } = await admin.get<ClientRecord>(`/clients/${client.client_id}`);
    expect(method).toBe('client_secret_basic');
    expect(client_secret.length).toBeGreaterThanOrEqual(32);
    expect(await page.locator('main').innerText()).not.toContain(client_secret);
    await admin.delete(`/clients/${client.client_id}`);
  });

  it('A4 A5 A11 are names for certificates of an authority', async () => {
    const client = await registerService('Fleet');
    const page = await openPanel(`/admin/applications/${client.client_id}/credentials`);
    const form = dialog(page, `Authentication of ${client.name}`);
    await switchTo(page, form, 'CA-signed certificate (mTLS)');
    await form.getByRole('radio', { name: 'A subject name' }).check();
    await form.getByLabel('Subject name', { exact: true }).fill('not a name');
    await pressIn(form, 'Use this');
    await form.getByText('This subject name cannot be read.').waitFor();
    await form.getByLabel('Subject name', { exact: true }).fill('C=DE\nO=Example\nCN=fleet');
    await pressIn(form, 'Use this');
    await toast(page, `The authentication of ${client.name} was changed`).waitFor();

    await pressIn(page, 'Add credential');
    const adding = dialog(page, `Add a credential for ${client.name}`);
    await adding.getByRole('radio', { name: 'An alternative name' }).check();
    await adding.getByRole('textbox', { name: 'Alternative name' }).fill('fleet.example.org');
    await pressIn(adding, 'Add credential');
    await toast(page, 'The credential was added').waitFor();
    await choose(page, 'More actions for fleet.example.org', 'Use');
    await toast(page, 'The credentials in use were changed').waitFor();

    const credentials = await admin.get<readonly ClientCredential[]>(`/clients/${client.client_id}/credentials`);
    expect(credentials.map(({ subject_dn, san, used_by }) => [subject_dn, san, used_by])).toEqual([
      ['CN=fleet,O=Example,C=DE', null, ['tls_client_auth']],
      [null, { type: 'dns', value: 'fleet.example.org' }, ['tls_client_auth']],
    ]);
    await admin.delete(`/clients/${client.client_id}`);
  });

  it('are warned of before they expire, on the list and on the page, in words', async () => {
    const notAfter = new Date(Date.now() + 10.5 * 86_400_000);
    const issued = await issueSelfSigned({ subject: `CN=short-lived ${unique}`, notAfter });
    const client = await registerMachine(admin, byCertificate(pairOf(issued)), { name: `Courier ${unique}` });
    const page = await openPanel('/admin/applications');
    const notice = page.getByRole('status').filter({ hasText: /expires? within 30 days/ });
    await notice.getByRole('link', { name: client.name }).click();

    await pageTitle(page, client.name).waitFor();
    await page.getByRole('status').filter({ hasText: '1 credential expires within 30 days' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'Own' }).getByText('10 days left').waitFor();
    await admin.delete(`/clients/${client.client_id}`);
  });

  it('bind the tokens when a switch says so', async () => {
    const issued = await issueSelfSigned({ subject: 'CN=bound' });
    const client = await registerMachine(admin, byCertificate(pairOf(issued)), { name: `Vault ${unique}` });
    const page = await openPanel(`/admin/applications/${client.client_id}/credentials`);
    await page.getByRole('switch', { name: 'Bind tokens to the certificate' }).press('Space');
    await toast(page, 'Tokens are now bound to the certificate').waitFor();

    const record = await admin.get<ClientRecord>(`/clients/${client.client_id}`);
    expect(record.tls_client_certificate_bound_access_tokens).toBe(true);
    await admin.delete(`/clients/${client.client_id}`);
  });
});

const lastUse = async ({ client_id }: ClientWithSecret, name: string): Promise<string | null> => {
  const credentials = await admin.get<readonly ClientCredential[]>(`/clients/${client_id}/credentials`);
  return credentials.find((credential) => credential.name === name)?.last_used_at ?? null;
};
