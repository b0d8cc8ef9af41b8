import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Authority, createAuthority, createCrl, issueCertificate } from '@postern/dev-pki';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createMtlsMethod } from '../../support/accounts.js';
import { Management } from '../../support/management.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import { administratorsPanel, dialog, pressIn, toast } from '../support/panel.js';

const postern = inject('postern');
const openPanel = administratorsPanel(useChromium(), postern);
const unique = randomBytes(3).toString('hex');
const ca = `Revoking CA ${unique}`;
let admin: Management;
let authority: Authority;
let methodId: string;
/** The CA's web server; null: it is broken. */
let list: Uint8Array | null;
let server: Server;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  authority = await createAuthority({ subject: `CN=${ca}`, pathLength: 0 });
  ({ id: methodId } = await createMtlsMethod(admin, {
    name: `Card ${unique}`,
    enabled: false,
    params: { trustAnchors: [authority.pem], brainpool: 'refused' },
  }));
  server = createServer((_, response) => (list === null ? response.writeHead(503).end() : response.end(list)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await admin.delete(`/sign-in-methods/${methodId}`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const openPage = (): Promise<Page> => openPanel('/admin/revocation');

describe('revocation in the panel', () => {
  it('shows the list of a CA, fetches it, and shows in red why a fetch fails', async () => {
    const page = await openPage();
    const row = page.getByRole('listitem').filter({ hasText: ca });
    await row.getByText('Certificates of this CA are not checked.').waitFor();
    expect(await faultsOf(page, 'revocation')).toEqual([]);

    list = (await createCrl(authority, { revokedSerials: ['01', '02'], number: 1 })).der;
    await pressIn(row, `Change the source for ${ca}`);
    const form = dialog(page, `Revocation for ${ca}`);
    await form.getByRole('radio', { name: 'List from a URL' }).check();
    await form
      .getByRole('textbox', { name: 'URL', exact: true })
      .fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/ca.crl`);
    await pressIn(form, 'Save');
    await form.getByText('private network').first().waitFor();
    await form.getByRole('switch', { name: 'Inside our network' }).press('Space');
    expect(await faultsOf(page, 'the source of revocations')).toEqual([]);
    await pressIn(form, 'Save');
    await toast(page, `The source for ${ca} was changed.`).waitFor();
    await row.getByText(/List of 2 entries, issued .+ ago, next due in .+, fetched just now/).waitFor();
    await row.getByText('Up to date').waitFor();

    list = null;
    await pressIn(row, `Fetch the list of ${ca} now`);
    await row.getByText('The list could not be fetched').waitFor();
    await row.getByText(/answered 503/).waitFor();
    await row.getByText('List of 2 entries').waitFor();

    list = (await createCrl(authority, { number: 2, thisUpdate: new Date(Date.now() - 60_000) })).der;
    await pressIn(row, `Fetch the list of ${ca} now`);
    await row.getByText('List of 0 entries').waitFor();
    expect(await row.getByText('The list could not be fetched').count()).toBe(0);
  });

  it('takes an uploaded list', async () => {
    const page = await openPage();
    const row = page.getByRole('listitem').filter({ hasText: ca });
    const { pem } = await createCrl(authority, { revokedSerials: ['0a'], number: 3, thisUpdate: new Date() });

    const chooser = page.waitForEvent('filechooser');
    await pressIn(row, `Upload a list of ${ca}`);
    await (await chooser).setFiles({ name: 'ca.crl', mimeType: 'application/pkix-crl', buffer: Buffer.from(pem) });

    await toast(page, `The list of ${ca} is in use.`).waitFor();
    await row.getByText('List of 1 entry').waitFor();
    await row.getByText('Uploaded list').waitFor();
  });

  it('blocks a certificate, and unblocks it', async () => {
    const page = await openPage();
    const name = `Ada ${unique}`;
    const { pem } = await issueCertificate(authority, { subject: `CN=${name}` });
    await pressIn(page, 'Block a certificate');
    const form = dialog(page, 'Block a certificate');
    await form
      .getByLabel('Choose files')
      .setInputFiles({ name: 'ada.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(pem) });
    await form.getByRole('article', { name }).waitFor();
    await form.getByRole('textbox', { name: 'Reason' }).fill('card lost');
    await pressIn(form, 'Block');
    await toast(page, 'The certificate is blocked.').waitFor();
    const row = page.getByRole('listitem').filter({ hasText: name });
    await row.getByText('card lost').waitFor();
    expect(await faultsOf(page, 'blocked certificates')).toEqual([]);

    await pressIn(row, `Unblock ${name}`);
    await pressIn(dialog(page, `Unblock ${name}?`), 'Unblock');
    await toast(page, `${name} is no longer blocked.`).waitFor();
    expect(await row.count()).toBe(0);
  });
});
