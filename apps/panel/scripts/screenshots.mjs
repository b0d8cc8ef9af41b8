// Pictures of every page at every size, light and dark; fails on anything the content security policy blocks, on errors in
// the console, on sideways scrolling and on what axe finds. Build first. node scripts/screenshots.mjs [folder] [only]
// WIDTHS, SCHEMES (comma separated) and LOCALE in the environment narrow or change it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { gatewayPages } from './gateway-pages.mjs';
import { pem } from './mock-data.mjs';
import { origin, serveOrigin } from './mock-origin.mjs';

const folder = process.argv[2] ?? '/tmp/shots-panel';
const only = process.argv[3];
const widths = process.env.WIDTHS?.split(',').map(Number) ?? [320, 768, 1440];
const locale = process.env.LOCALE ?? 'en';
const schemes = process.env.SCHEMES?.split(',') ?? ['light', 'dark'];

const press = (name) => (page) => page.getByRole('button', { name, exact: true }).first().click();
const choose = (name) => (page) => page.getByRole('menuitem', { name }).click();
const check = (name) => (page) => page.getByRole('radio', { name }).check();
const steps =
  (...all) =>
  async (page) => {
    for (const step of all) await step(page);
  };
const pages = [
  ['profile', '/profile'],
  ['profile-edit', '/profile', press('Edit')],
  [
    'profile-unsaved',
    '/profile',
    steps(press('Edit'), (page) => page.getByLabel('First name').fill('A'), press('Cancel')),
  ],
  ['password', '/profile', press('Change password')],
  ['identifiers', '/profile/identifiers'],
  ['identifier-rename', '/profile/identifiers', press('Rename “Smart card”')],
  ['identifier-delete', '/profile/identifiers', press('Delete “Smart card”')],
  ['link', '/profile/link#code=good'],
  ['link-taken', '/profile/link#code=taken'],
  ['link-refused', '/profile/link#error=certificate.expired'],
  ['connected', '/profile/applications'],
  [
    'connected-ask',
    '/profile/applications',
    steps(press('Take back the access of Wiki'), (page) => page.getByText('has to ask you again').waitFor()),
  ],
  ['account-delete', '/profile', press('Delete account')],
  ['sessions', '/profile/sessions'],
  ['activity', '/profile/activity'],
  ['methods', '/admin/login-methods'],
  ['method-create', '/admin/login-methods', steps(press('Create method'), choose('mTLS'))],
  ['method-configure', '/admin/login-methods', press('Configure mTLS')],
  ['method-menu', '/admin/login-methods', press('More actions for mTLS')],
  ['method-duplicate', '/admin/login-methods', steps(press('More actions for mTLS'), choose('Duplicate'))],
  ['method-delete', '/admin/login-methods', steps(press('More actions for mTLS'), choose('Delete'))],
  [
    'method-test',
    '/admin/login-methods',
    steps(
      press('More actions for mTLS'),
      choose('Test'),
      (page) => page.getByLabel('Certificate: paste PEM').fill(pem),
      press('Run test'),
      (page) => page.getByText('It signs in').waitFor(),
    ),
  ],
  ['users', '/admin/users'],
  ['user-create', '/admin/users', press('Create user')],
  [
    'user-created',
    '/admin/users',
    steps(
      press('Create user'),
      (page) => page.getByRole('textbox', { name: 'Login' }).fill('erin'),
      (page) => page.getByRole('textbox', { name: 'Name' }).fill('Erin Vos'),
      press('Create'),
      (page) => page.getByText('First password').waitFor(),
    ),
  ],
  ['user', '/admin/users/u2'],
  ['user-block', '/admin/users/u2', steps(press('More actions for Bob Marchetti'), choose('Block'))],
  ['user-identifier', '/admin/users/u2', press('Add a certificate')],
  ['applications', '/admin/applications'],
  ['application-create', '/admin/applications', press('Create application')],
  ['application', '/admin/applications/demo'],
  ['application-edit', '/admin/applications/demo', press('Edit')],
  ['application-credentials', '/admin/applications/backup/credentials'],
  ['application-secret', '/admin/applications/demo/credentials'],
  ['method-switch', '/admin/applications/demo/credentials', steps(press('Change method'), check('Self-signed'))],
  ['method-signed', '/admin/applications/demo/credentials', steps(press('Change method'), check('CA-signed'))],
  ['method-secret', '/admin/applications/backup/credentials', steps(press('Change method'), check('Client secret'))],
  ['credential-add', '/admin/applications/backup/credentials', press('Add credential')],
  ['credential-details', '/admin/applications/backup/credentials', press('Backup 2025')],
  [
    'credential-delete',
    '/admin/applications/backup/credentials',
    steps(press('More actions for Backup 2025'), choose('Delete')),
  ],
  [
    'credential-last',
    '/admin/applications/reports/credentials',
    steps(press('More actions for Reports, spring'), choose('Delete')),
  ],
  ['credential-rotate', '/admin/applications/reports/credentials', press('Rotate')],
  ['application-keys', '/admin/applications/reports/keys'],
  ['application-keys-none', '/admin/applications/demo/keys'],
  ['application-keys-tls', '/admin/applications/backup/keys'],
  ['manifest-edit', '/admin/applications/reports/keys', press('Edit manifest')],
  ['application-apis', '/admin/applications/backup/apis'],
  ['application-apis-none', '/admin/applications/demo/apis'],
  [
    'grant',
    '/admin/applications/demo/apis',
    steps(press('Allow an API'), (page) => page.getByRole('combobox', { name: /^API/ }).selectOption('Invoices')),
  ],
  ['apis', '/admin/apis'],
  ['api-create', '/admin/apis', press('Create API')],
  ['authorities', '/admin/client-authorities'],
  ['authority-add', '/admin/client-authorities', press('Trust an authority')],
  ...gatewayPages,
  ['events', '/admin/events'],
  ['event', '/admin/events', press('Sign-in failed')],
  ['not-found', '/nowhere'],
];

mkdirSync(folder, { recursive: true });
const complaints = new Set();
const complain = (text) => {
  if (!complaints.has(text)) process.stdout.write(`${text}\n`);
  complaints.add(text);
};

for (const width of widths) {
  for (const scheme of schemes) {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
    for (const [name, path, act] of pages) {
      if (only && !name.startsWith(only)) continue;
      // What is pressed is named in English.
      if (act && locale !== 'en') continue;
      const shot = `${name}-${width}-${scheme}${locale === 'en' ? '' : `-${locale}`}`;
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        locale,
        colorScheme: scheme,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.on('console', (message) => {
        // Pictures of refusals: the mocked API answers 422 on purpose.
        if (message.type() === 'error' && !/status of 422/.test(message.text())) complain(`${shot}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complain(`${shot}: ${error.message}`));
      await serveOrigin(page);
      try {
        await page.goto(`${origin}/panel${path}`);
        await page.locator('#content h1').waitFor();
        await page.waitForLoadState('networkidle');
        await act?.(page);
        await page.waitForTimeout(250);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wide > 0) complain(`${shot}: ${wide} px too wide`);
        const { violations } = await new AxeBuilder({ page }).analyze();
        for (const { id, nodes } of violations) {
          complain(`${shot}: axe ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
        }
      } catch (error) {
        complain(`${shot}: ${error.message.split('\n')[0]}`);
      }
      await page.screenshot({ path: join(folder, `${shot}.png`), fullPage: act === undefined });
      await context.close();
    }
    await browser.close();
  }
}
process.exitCode = complaints.size === 0 ? 0 : 1;
