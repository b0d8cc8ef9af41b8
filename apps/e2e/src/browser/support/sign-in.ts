import type { PosternConfig } from '@postern/local';
import type { Locator, Page } from 'playwright-core';

/** Main heading of the page. */
export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });

export const title = async (page: Page): Promise<string> => heading(page).innerText();

/** Presses "Sign in" at the demo application; ends on the sign-in page. */
export const startAtDemo = async (page: Page, { origins }: PosternConfig): Promise<void> => {
  await page.goto(origins.demo);
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${origins.public}/sign-in/**`);
};

/** Buttons of the methods; the one used last is marked in its name. */
export const methodButton = (page: Page, name: string): Locator =>
  page.getByRole('link', { name }).or(page.getByRole('button', { name }));

/** Username first, then the password, as the page asks. */
const typePassword = async (
  page: Page,
  { username, password }: { readonly username: string; readonly password: string },
): Promise<void> => {
  await page.getByLabel('Username or e-mail').fill(username);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

export const signInByPassword = async (
  page: Page,
  person: { readonly username: string; readonly password: string },
): Promise<void> => {
  await methodButton(page, 'Username and password').click();
  await typePassword(page, person);
};

/** On the page that asks for one after a one-time password. */
export const chooseNewPassword = async (page: Page, password: string): Promise<void> => {
  await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
  await page.getByLabel('New password').fill(password);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
};

export const greeting = (page: Page, name: string): Locator => page.getByRole('heading', { name: `Hello, ${name}` });

/** Value that the demo application shows for a claim. */
export const claim = (page: Page, name: string): Locator =>
  page
    .getByRole('definition')
    .filter({ visible: true })
    .and(page.locator(`dt:text-is("${name}") + dd`));

export const signOutAtDemo = async (page: Page, { origins }: PosternConfig): Promise<void> => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${origins.demo}/`);
  await page.getByRole('heading', { name: 'Sign in to go on' }).waitFor();
};
