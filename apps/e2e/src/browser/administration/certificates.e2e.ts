import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { CertificateBlockRecord } from '@postern/contracts';
import { createAuthority } from '@postern/dev-pki';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod, type Person, provisionCertificate } from '../../support/accounts.js';
import { issueFor, usersAuthority } from '../../support/issuing.js';
import { Management } from '../../support/management.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import { administratorsPanel, certificateCard, dialog, pressIn, toast } from '../support/panel.js';

const postern = inject('postern');
const openPanel = administratorsPanel(useChromium(), postern);
const unique = randomBytes(3).toString('hex');
const soon = `Soon ${unique}`;
const late = `Late ${unique}`;
const ca = `Inventory CA ${unique}`;
const day = 24 * 60 * 60 * 1000;
let admin: Management;
let person: Person;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  person = await createPerson(admin, 'Inventory');
  const method = await mtlsMethod(admin);
  const authority = await usersAuthority(postern);
  for (const [name, days] of [
    [soon, 10],
    [late, 200],
  ] as const) {
    const notAfter = new Date(Date.now() + days * day);
    await provisionCertificate(admin, method.id, person, await issueFor(authority, name, { notAfter }));
  }
  await admin.post('/client-trust-anchors', { pem: (await createAuthority({ subject: `CN=${ca}` })).pem });
});

const openPage = (query = ''): Promise<Page> => openPanel(`/admin/certificates${query}`);

const row = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });

describe('the certificates in the panel', () => {
  it('are listed with what they are used for, those that end first at the top', async () => {
    const page = await openPage(`?search=${unique}`);
    await row(page, soon).getByText('Person').waitFor();
    await row(page, soon).getByText(person.name).waitFor();
    await row(page, ca).getByText('Trust anchor for applications').waitFor();

    const names = await page.getByRole('row').getByRole('button').filter({ hasText: unique }).allInnerTexts();
    expect(names).toEqual([soon, late, ca]);
    const ended = page.getByRole('region', { name: 'Upcoming expiry' }).getByRole('listitem');
    expect((await ended.allInnerTexts()).filter((text) => text.startsWith('1'))).toHaveLength(3);
    expect(await faultsOf(page, 'certificates')).toEqual([]);
  });

  it('are narrowed down by filters, which are in the URL', async () => {
    const page = await openPage();
    await page.getByRole('searchbox').fill(unique);
    await row(page, late).waitFor();
    await page.getByRole('combobox', { name: 'Expiry' }).selectOption('Expires within 30 days');
    await row(page, late).waitFor({ state: 'detached' });
    await row(page, soon).waitFor();

    await page.reload();
    await row(page, soon).waitFor();
    expect(await row(page, late).count()).toBe(0);

    await page.getByRole('combobox', { name: 'Used for' }).selectOption('Application');
    await page.getByText('No certificates found').waitFor();
  });

  it('are exported as filtered', async () => {
    const page = await openPage(`?search=${unique}&use=person`);
    await row(page, soon).waitFor();

    const [file] = await Promise.all([page.waitForEvent('download'), pressIn(page, 'Export CSV')]);

    expect(file.suggestedFilename()).toBe('certificates.csv');
    const [, ...lines] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(soon);
    expect(lines[1]).toContain(late);
  });

  it('are opened one by one, and blocked', async () => {
    const page = await openPage(`?search=${unique}&use=person`);
    await pressIn(row(page, soon), soon);
    const details = dialog(page, soon);
    await certificateCard(page, soon).waitFor();
    await details.getByRole('link', { name: person.name }).waitFor();
    await details.getByText('BEGIN CERTIFICATE').waitFor();
    expect(await faultsOf(page, 'one certificate')).toEqual([]);

    await pressIn(details, 'Block here');
    const form = dialog(page, 'Block a certificate');
    await form.getByRole('textbox', { name: 'Reason' }).fill('card lost');
    await pressIn(form, 'Block');
    await toast(page, 'The certificate is blocked.').waitFor();
    await row(page, soon).getByText('Blocked here').waitFor();
    expect(await row(page, late).getByText('Blocked here').count()).toBe(0);

    await pressIn(row(page, soon), soon);
    await details.getByText('card lost').waitFor();
    await details.getByRole('link', { name: 'Manage blocks' }).waitFor();
    expect(await details.getByRole('button', { name: 'Block here' }).count()).toBe(0);

    const blocks = await admin.get<CertificateBlockRecord[]>('/revocation/blocks');
    const own = blocks.filter(({ reason }) => reason === 'card lost');
    await Promise.all(own.map(({ id }) => admin.delete(`/revocation/blocks/${id}`)));
    await page.reload();
    await details.getByRole('button', { name: 'Block here' }).waitFor();
  });
});
