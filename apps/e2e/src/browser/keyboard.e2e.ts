import type { Page } from 'playwright-core';
import { describe, inject, it } from 'vitest';
import { findUser } from '../support/people.js';
import { useChromium } from './support/chromium.js';
import { focused, tabTo } from './support/keyboard.js';
import { dialog, pageTitle } from './support/panel.js';
import { greeting, methodButton } from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const bob = findUser(postern, 'bob');

/** From the list of methods on; nothing is ever clicked. */
const typeInPassword = async (
  page: Page,
  { username, password }: { readonly username: string; readonly password: string },
) => {
  await tabTo(methodButton(page, 'Username and password'));
  await page.keyboard.press('Enter');
  await focused(page.getByLabel('Username or e-mail'));
  await page.keyboard.type(username);
  await page.keyboard.press('Enter');
  await focused(page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
};

describe('without a mouse', () => {
  it('a person signs in with a password, and out again', async () => {
    const page = await chromium.open(postern);
    await page.goto(postern.origins.demo);
    await tabTo(page.getByRole('link', { name: 'Sign in', exact: true }));
    await page.keyboard.press('Enter');
    await typeInPassword(page, bob);
    await greeting(page, 'Bob Brown').waitFor();

    await tabTo(page.getByRole('button', { name: 'Sign out' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sign in to go on' }).waitFor();
  });

  it('a wrong password is corrected in its field', async () => {
    const page = await chromium.open(postern);
    await page.goto(`${postern.origins.demo}/sign-in`);
    await typeInPassword(page, { username: bob.username, password: 'mistaken' });
    await page.getByText('Wrong username or password').waitFor();
    await focused(page.getByLabel('Password', { exact: true }));

    await page.keyboard.type(bob.password);
    await page.keyboard.press('Enter');

    await greeting(page, 'Bob Brown').waitFor();
  });

  it('the guide to installing a certificate opens its other parts', async () => {
    const page = await chromium.open(postern);
    await page.goto(`${postern.origins.public}/sign-in/help`);
    const others = page.locator('summary');
    await tabTo(others);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Firefox, on every system' }).waitFor();
  });

  it('an administrator gets around the panel: straight to the content, into a menu and a form, and out by Escape', async () => {
    const page = await chromium.open(postern);
    await page.goto(`${postern.origins.public}/panel/admin/sign-in-methods`);
    await typeInPassword(page, postern.admin);
    await pageTitle(page, 'Sign-in methods').waitFor();

    await page.keyboard.press('Tab');
    await focused(page.getByRole('link', { name: 'Skip to the content' }));
    await page.keyboard.press('Enter');
    await tabTo(page.getByRole('button', { name: 'Create method' }));
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'mTLS' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await focused(page.getByRole('menuitem', { name: 'mTLS' }));
    await page.keyboard.press('Enter');
    await focused(dialog(page, 'New method: mTLS').getByRole('textbox', { name: 'Name' }));
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
  });
});
