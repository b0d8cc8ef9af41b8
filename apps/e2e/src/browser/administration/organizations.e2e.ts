import { randomBytes } from 'node:crypto';
import type { OrganizationRecord, Page as Items } from '@postern/contracts';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, type Person } from '../../support/accounts.js';
import { Management, problemOf } from '../../support/management.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import { administratorsPanel, dialog, pageTitle, pressIn, signInToPanel, toast } from '../support/panel.js';

const postern = inject('postern');
const chromium = useChromium();
const openPanel = administratorsPanel(chromium, postern);
const unique = randomBytes(3).toString('hex');
let admin: Management;
const names = { north: `North ${unique}`, south: `South ${unique}` };
const managers: { north?: Person; south?: Person } = {};
const ids = { north: '', south: '' };

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  managers.north = await createPerson(admin, 'North-manager');
  managers.south = await createPerson(admin, 'South-manager');
});

describe('organizations in the panel', () => {
  it('are made by an owner, each with a manager', async () => {
    const page = await openPanel('/admin/organizations');
    for (const key of ['north', 'south'] as const) {
      await page.goto(`${postern.origins.public}/panel/admin/organizations`);
      await pressIn(page, 'Create organization');
      const form = dialog(page, 'Create organization');
      await form.getByRole('textbox', { name: 'Name', exact: true }).fill(names[key]);
      await form.getByRole('textbox', { name: 'Short name' }).fill(`${key}-${unique}`);
      await pressIn(form, 'Create');
      await pageTitle(page, names[key]).waitFor();
      await page.getByRole('tab', { name: 'Members' }).click();
      await pressIn(page, 'Add member');
      const adding = dialog(page, 'Add member');
      await adding.getByRole('textbox', { name: 'Username' }).fill(managers[key]!.username);
      await adding.getByRole('combobox', { name: 'Role' }).selectOption('Manager');
      await pressIn(adding, 'Add member');
      await page.getByRole('row').filter({ hasText: managers[key]!.username }).waitFor();
    }
    expect(await faultsOf(page, 'members of an organization')).toEqual([]);
    const { items } = await admin.get<Items<OrganizationRecord>>(`/organizations?search=${unique}`);
    for (const { id, name } of items) ids[name === names.north ? 'north' : 'south'] = id;
    expect(items).toHaveLength(2);
  });

  it.each([
    ['north', 'south'],
    ['south', 'north'],
  ] as const)('let the manager of %s manage it, and nothing of %s', async (own, other) => {
    const page = await chromium.open(postern);
    await signInToPanel(page, postern, managers[own]!, `/admin/organizations/${ids[own]}`);
    await pageTitle(page, names[own]).waitFor();
    const navigation = page.getByRole('navigation').first();
    await navigation.getByRole('link', { name: names[own] }).waitFor();
    expect(await navigation.getByRole('link', { name: 'Users' }).count()).toBe(0);
    expect(await faultsOf(page, 'an organization')).toEqual([]);

    await page.getByRole('tab', { name: 'Applications' }).click();
    await pressIn(page, 'Create application');
    const form = dialog(page, 'Create application');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill(`Portal of ${own}`);
    await form.getByRole('radio', { name: /Single-page application/ }).check();
    await form.getByLabel('Redirect addresses, address 1').fill('https://portal.example/callback');
    await pressIn(form, 'Create');
    await pageTitle(page, `Portal of ${own}`).waitFor();
    await page.getByRole('tab', { name: 'Settings' }).click();
    await pressIn(page, 'Edit');
    const editing = dialog(page);
    await editing.getByRole('textbox', { name: 'Name', exact: true }).fill(`Gate of ${own}`);
    await pressIn(editing, 'Save');
    await toast(page, `Gate of ${own}`).waitFor();

    await page.goto(`${postern.origins.public}/panel/admin/organizations/${ids[other]}`);
    await page.getByText('Your role does not allow this').waitFor();
    const management = await Management.signIn(postern, managers[own]!);
    for (const path of [
      `/organizations/${ids[other]}`,
      `/clients?organization_id=${ids[other]}`,
      '/clients',
      '/users',
    ]) {
      expect(problemOf(await management.send('GET', path)).status).toBe(403);
    }
    expect((await management.send('GET', `/clients?organization_id=${ids[own]}`)).status).toBe(200);
  });
});
