import { randomBytes } from 'node:crypto';
import type { ClientGrant, ClientRecord, ClientTrustAnchor, ClientWithSecret, Page as Items } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { registerApplication } from '../../support/applications.js';
import { Management } from '../../support/management.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import { dropFiles } from '../support/files.js';
import { focused, tabTo } from '../support/keyboard.js';
import {
  administratorsPanel,
  certificateCard,
  choose,
  dialog,
  goTo,
  pageTitle,
  pressIn,
  toast,
} from '../support/panel.js';

const postern = inject('postern');
const openPanel = administratorsPanel(useChromium(), postern);
const unique = randomBytes(3).toString('hex');
const identifier = `https://${unique}.api.example`;
let admin: Management;
let client: ClientWithSecret;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  ({ record: client } = await registerApplication(admin, { name: `Portal ${unique}` }));
});

describe('APIs in the panel', () => {
  it('are created, granted to an application, and removed again', async () => {
    const page = await openPanel('/admin/apis');
    const name = `Invoices ${unique}`;
    await pressIn(page, 'Create API');
    const form = dialog(page, 'Create API');
    await form.getByRole('textbox', { name: 'Name' }).fill(name);
    await form.getByRole('textbox', { name: 'Identifier' }).fill('invoices');
    await form.getByLabel('Scope 1', { exact: true }).fill('read:invoices');
    await pressIn(form, 'Add a scope');
    await form.getByLabel('Scope 2', { exact: true }).fill('write:invoices');
    await form.getByLabel('Application that runs this API').selectOption(client.name);
    await pressIn(form, 'Create');
    await form.getByText('Use an absolute URL').waitFor();
    await form.getByRole('textbox', { name: 'Identifier' }).fill(identifier);
    expect(await faultsOf(page, 'a new API')).toEqual([]);
    await pressIn(form, 'Create');
    await toast(page, `${name} was created`).waitFor();
    await page.getByRole('row').filter({ hasText: name }).getByText('2 scopes').waitFor();

    await page.goto(`${postern.origins.public}/panel/admin/applications/${client.client_id}/apis`);
    await page.getByText(`This application is the API “${name}”`).waitFor();
    await pressIn(page, 'Allow an API');
    const grant = dialog(page, `Allow ${client.name} to call an API`);
    await grant.getByRole('combobox', { name: 'API' }).selectOption(name);
    await grant.getByRole('checkbox', { name: 'read:invoices' }).check();
    await grant.getByRole('switch', { name: 'May act for people' }).press('Space');
    await pressIn(grant, 'Allow');
    await toast(page, `The permissions for ${name} were saved`).waitFor();
    const grants = () => admin.get<Items<ClientGrant>>(`/client-grants?client_id=${client.client_id}`);
    expect((await grants()).items).toMatchObject([
      { audience: identifier, scope: ['read:invoices'], on_behalf_of: true },
    ]);
    expect(await faultsOf(page, 'APIs of an application')).toEqual([]);

    await choose(page, `More actions for ${name}`, 'Revoke');
    await pressIn(dialog(page, `Revoke ${name}?`), 'Revoke');
    await toast(page, `${name} was revoked`).waitFor();
    expect((await grants()).items).toEqual([]);

    await goTo(page, 'APIs');
    await choose(page, `More actions for ${name}`, 'Delete');
    await pressIn(dialog(page, `Delete ${name}?`), 'Delete');
    await toast(page, `${name} was deleted`).waitFor();
  });
});

describe('trust anchors for applications in the panel', () => {
  it('are trusted after a warning, and no longer once they are deleted', async () => {
    const { pem } = await issueSelfSigned({ subject: `CN=Machines ${unique}`, isAuthority: true });
    const page = await openPanel('/admin/trust-anchors');
    await pressIn(page, 'Add trust anchor');
    const form = dialog(page, 'Add trust anchor');
    await form.getByText('A trusted CA can issue a certificate in the name of any application').waitFor();
    await dropFiles(form.getByLabel('CA certificate: paste PEM'), { name: 'ca.pem', content: pem });
    await certificateCard(page, `Machines ${unique}`).waitFor();
    await pressIn(form, 'Trust');
    await toast(page, `Machines ${unique} is now trusted`).waitFor();
    expect(await faultsOf(page, 'trust anchors')).toEqual([]);

    await pressIn(page, `Delete Machines ${unique}`);
    await pressIn(dialog(page, `Stop trusting Machines ${unique}?`), 'Delete');
    await toast(page, `Machines ${unique} is no longer trusted`).waitFor();
    const left = await admin.get<readonly ClientTrustAnchor[]>('/client-trust-anchors');
    expect(left.map(({ name }) => name)).not.toContain(`Machines ${unique}`);
  });

  it('are refused if they are not CA certificates', async () => {
    const { pem } = await issueSelfSigned({ subject: `CN=no authority ${unique}` });
    const page = await openPanel('/admin/trust-anchors');
    await pressIn(page, 'Add trust anchor');
    const form = dialog(page, 'Add trust anchor');
    await dropFiles(form.getByLabel('CA certificate: paste PEM'), { name: 'ca.pem', content: pem });
    await certificateCard(page, `no authority ${unique}`).waitFor();
    await pressIn(form, 'Trust');

    await form.getByText('This is not a CA certificate.').waitFor();
  });
});

describe('an application’s page', () => {
  it('has checkboxes for scopes, grouped by topic', async () => {
    const page = await openPanel(`/admin/applications/${client.client_id}`);
    await pressIn(page, 'Edit');
    const form = dialog(page, `Edit ${client.name}`);
    // People sign in to it, so it is offered nothing that administers.
    expect(await form.getByRole('group', { name: 'Event log' }).count()).toBe(0);
    await form.getByRole('group', { name: 'Own profile' }).getByRole('checkbox', { name: 'Read' }).check();
    await form.getByRole('checkbox', { name: 'E-mail address' }).uncheck();
    await pressIn(form, 'Save');
    await toast(page, `${client.name} was saved`).waitFor();

    const { scopes } = await admin.get<ClientRecord>(`/clients/${client.client_id}`);
    expect([...scopes].sort()).toEqual(['offline_access', 'openid', 'profile', 'read:me']);
  });

  it('can be used with the keyboard, each tab at its own URL', async () => {
    const page = await openPanel(`/admin/applications/${client.client_id}`);
    await tabTo(page.getByRole('tab', { name: 'Settings' }));
    await page.keyboard.press('ArrowRight');
    await focused(page.getByRole('tab', { name: 'Credentials' }));
    await page.keyboard.press('Enter');
    await page.getByRole('tabpanel', { name: 'Credentials' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/panel/admin/applications/${client.client_id}/credentials`);

    await tabTo(page.getByRole('button', { name: 'Change method' }));
    await page.keyboard.press('Enter');
    const form = dialog(page, `Authentication of ${client.name}`);
    await tabTo(form.getByRole('radio', { name: 'Client secret' }));
    await page.keyboard.press('ArrowDown');
    await focused(form.getByRole('radio', { name: 'Self-signed certificate (mTLS)' }));
    await tabTo(form.getByRole('textbox', { name: 'Name' }));
    await page.keyboard.press('Escape');
    await pressIn(dialog(page, 'Discard your changes?'), 'Discard changes');
    await focused(page.getByRole('button', { name: 'Change method' }));

    await page.goBack();
    await page.getByRole('tab', { name: 'Settings', selected: true }).waitFor();
    await page.goForward();
    await page.getByRole('tab', { name: 'Credentials', selected: true }).waitFor();
    await page.reload();
    await page.getByRole('tab', { name: 'Credentials', selected: true }).waitFor();
    await pageTitle(page, client.name).waitFor();
  });
});
