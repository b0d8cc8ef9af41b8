import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ProfileFieldRecord } from '@postern/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type CreatedMethod, createMtlsMethod, createPerson, type Person } from '../../support/accounts.js';
import { issueFor, usersAuthority } from '../../support/issuing.js';
import { Management } from '../../support/management.js';
import { faultsOf } from '../support/accessibility.js';
import { useChromium } from '../support/chromium.js';
import { administratorsPanel, choose, dialog, pageTitle, pressIn, signInToPanel, toast } from '../support/panel.js';
import { greeting, methodButton, startAtDemo } from '../support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const openPanel = administratorsPanel(chromium, postern);
const unique = randomBytes(3).toString('hex');
const label = `Employee number ${unique}`;
const key = `employee_${unique}`;
const number = `A-${unique}`;
let admin: Management;
let carol: Person;
let method: CreatedMethod;

/** `PICTURES=/folder` keeps what the page looked like. */
const picture = async (page: Page, file: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder?.startsWith('/')) await page.screenshot({ path: join(folder, `${file}.png`), fullPage: true });
};

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  carol = await createPerson(admin, 'Carol');
  method = await createMtlsMethod(admin, { name: `Badge ${unique}` });
});
afterAll(async () => {
  await admin.delete(`/sign-in-methods/${method.id}`);
  const fields = await admin.get<ProfileFieldRecord[]>('/profile-fields');
  for (const field of fields.filter((one) => one.key === key)) await admin.delete(`/profile-fields/${field.id}`);
});

describe('a profile field', () => {
  it('is defined, given to a person, read by a rule, and signs the person in by certificate', async () => {
    const page = await openPanel('/admin/fields');
    await pressIn(page, 'Add field');
    const form = dialog(page, 'Add field');
    await form.getByRole('textbox', { name: 'Label', exact: true }).fill(label);
    await form.getByRole('textbox', { name: 'Key', exact: true }).fill('email');
    await form.getByRole('switch', { name: /^Identifies certificates/ }).check();
    await form.getByRole('switch', { name: /^Unique/ }).check();
    expect(await form.getByRole('switch', { name: /^Editable/ }).isDisabled()).toBe(true);
    await pressIn(form, 'Create');
    await form.getByText(/email is the name of a claim/).waitFor();
    await form.getByRole('textbox', { name: 'Key', exact: true }).fill(key);
    await form.getByRole('textbox', { name: 'Claim', exact: true }).fill(`claim_${unique}`);
    await form.getByText(`These applications will receive “claim_${unique}”`).waitFor();
    await picture(page, 'field-form');
    expect(await faultsOf(page, 'the form of a field')).toEqual([]);
    await pressIn(form, 'Create');
    await toast(page, `${label} was created`).waitFor();
    await page.getByRole('row').filter({ hasText: key }).getByText('Identifies certificates').waitFor();
    expect(await faultsOf(page, 'the fields')).toEqual([]);
    await picture(page, 'fields');
    await page.setViewportSize({ width: 320, height: 640 });
    const edit = page.getByRole('button', { name: `Edit ${label}`, exact: true });
    // Its word is not cut off.
    expect((await edit.boundingBox())?.width).toBeGreaterThan(40);
    await page.setViewportSize({ width: 1280, height: 800 });

    await page.goto(`${postern.origins.public}/panel/admin/users/${carol.id}`);
    await pressIn(page, 'Edit profile fields');
    await dialog(page, 'Edit profile fields').getByLabel(label).fill(number);
    await pressIn(dialog(page, 'Edit profile fields'), 'Save');
    await toast(page, `${carol.name} was saved`).waitFor();
    await page.getByText(number).waitFor();
    expect(await faultsOf(page, 'a person with fields')).toEqual([]);
    await picture(page, 'person-with-fields');

    await page.goto(`${postern.origins.public}/panel/admin/sign-in-methods`);
    await pressIn(page.getByRole('listitem').filter({ hasText: method.name }), `Configure ${method.name}`);
    const rules = dialog(page, `Configure ${method.name}`);
    await rules.getByLabel('Part of the certificate').selectOption('subject');
    await rules.getByLabel('Attribute', { exact: true }).fill('serialNumber');
    await rules.getByLabel('Account', { exact: true }).selectOption({ label });
    await pressIn(rules, 'Save');
    await toast(page, `${method.name} was saved`).waitFor();
    await page.goto(`${postern.origins.public}/panel/admin/fields`);
    await choose(page, `More actions for ${label}`, 'Delete');
    await dialog(page, `Delete ${label}?`)
      .getByText(`Sign-in methods with a rule for this field: ${method.name}.`)
      .waitFor();

    const subject = `CN=Someone Else, 2.5.4.5=${number.toLowerCase()}`;
    const certificate = await issueFor(await usersAuthority(postern), 'Carol', { subject });
    const hers = await chromium.open(postern, { certificate });
    await startAtDemo(hers, postern);
    await methodButton(hers, method.name).click();
    await greeting(hers, carol.name).waitFor();
  });

  it('is on the profile of its owner, who cannot change it', async () => {
    const page = await chromium.open(postern);
    await signInToPanel(page, postern, carol);
    await pageTitle(page, 'Main information').waitFor();
    await page.getByText(number).waitFor();
    await pressIn(page, 'Edit');
    await dialog(page).getByRole('textbox', { name: 'Name', exact: true }).waitFor();
    expect(await dialog(page).getByLabel(label).count()).toBe(0);
  });
});
