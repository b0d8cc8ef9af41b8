import type { PosternConfig } from '@postern/local';
import type { Locator, Page } from 'playwright-core';
import type { Chromium } from './chromium.js';
import { methodButton, signInByPassword } from './sign-in.js';

export const pageTitle = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name });

/** Opens the panel signed out; signs in with a password on the way. `path` is relative to `/panel`. */
export const signInToPanel = async (
  page: Page,
  { origins }: PosternConfig,
  person: { readonly username: string; readonly password: string },
  path = '/profile',
): Promise<void> => {
  await page.goto(`${origins.public}/panel${path}`);
  await signInByPassword(page, person);
  await page.waitForURL(`${origins.public}/panel${path}`);
  await page.locator('#content h1').waitFor();
};

/** Opens pages of the panel for the administrator of the sample data, each with cookies of its own. */
export const administratorsPanel =
  (chromium: Chromium, postern: PosternConfig) =>
  async (path: string): Promise<Page> => {
    const page = await chromium.open(postern);
    await signInToPanel(page, postern, postern.admin, path);
    return page;
  };

/** Follows the navigation at the left. */
export const goTo = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await pageTitle(page, name).waitFor();
};

/** Ends the session; the panel then asks who signs in. */
export const signOutOfPanel = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await methodButton(page, 'Username and password').waitFor();
};

/** The form or question that is open. */
export const dialog = (page: Page, name?: string | RegExp): Locator => page.getByRole('dialog', { name });

/** A short message that something was done. */
export const toast = (page: Page, text: string): Locator => page.getByRole('status').filter({ hasText: text });

export const pressIn = (place: Page | Locator, name: string): Promise<void> =>
  place.getByRole('button', { name, exact: true }).click();

/** Opens a menu and takes an entry. */
export const choose = async (page: Page, menu: string, entry: string): Promise<void> => {
  await pressIn(page, menu);
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
};

/** The drawing of a certificate, by its name or label. */
export const certificateCard = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true });

/** Moves a switch as a keyboard does, and waits until the server has agreed. */
export const flip = async (control: Locator, on: boolean): Promise<void> => {
  await control.press('Space');
  await control.and(control.page().getByRole('switch', { checked: on })).waitFor({ state: 'attached' });
};

/** What is shown once. */
export const secretsIn = async (shown: Locator): Promise<string[]> => {
  await shown.locator('code').last().waitFor();
  return shown.locator('code').allInnerTexts();
};
