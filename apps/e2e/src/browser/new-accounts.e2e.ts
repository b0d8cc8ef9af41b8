import { randomBytes } from 'node:crypto';
import type { UserRecord } from '@postern/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type CreatedMethod, createMtlsMethod, mtlsMethod } from '../support/accounts.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { useChromium } from './support/chromium.js';
import { methodButton, startAtDemo, title } from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const unique = randomBytes(4).toString('hex');
let admin: Management;
let method: CreatedMethod;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  const { params } = await mtlsMethod(admin);
  const created = { newAccounts: 'after_confirmation', newUsername: 'email', newEmail: 'confirmed' };
  method = await createMtlsMethod(admin, { name: `Staff ${unique}`, params: { ...params, ...created } });
});
afterAll(() => method && admin.delete(`/sign-in-methods/${method.id}`));

describe('a certificate that belongs to no one', () => {
  it('gets an account once its holder has seen its data', async () => {
    const email = `ada-${unique}@example.test`;
    const subjectAlternativeNames = [{ type: 'email' as const, value: email }];
    const certificate = await issueFor(await usersAuthority(postern), `Ada ${unique}`, { subjectAlternativeNames });
    const page = await chromium.open(postern, { certificate });
    await startAtDemo(page, postern);
    await methodButton(page, method.name).click();
    await page.getByText('This certificate is not known here.').waitFor();
    expect(await title(page)).toBe('Create an account?');
    await page.getByRole('button', { name: 'I already have an account' }).click();
    await page.getByRole('checkbox', { name: 'Link this certificate to my profile' }).waitFor();
    await page.goBack();

    await page.getByRole('textbox', { name: 'Name' }).fill(`Ada King ${unique}`);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.waitForURL(({ origin }) => origin === postern.origins.demo);

    const { items } = await admin.get<{ items: UserRecord[] }>(`/users?search=${encodeURIComponent(email)}`);
    expect(items).toMatchObject([{ username: email, name: `Ada King ${unique}`, email, emailVerified: true }]);
    await admin.delete(`/users/${items[0]!.id}`);
  });
});
