/**
 * Pictures of everything people can see in the widget, at three widths, light and dark, against the built files under
 * the content security policy of the server; axe looks at each. Fails on a violation, a console error, or a layout shift.
 *
 *   npm run build && npm run screenshots [-- part-of-a-name]        pictures go to $SHOTS or /tmp/shots
 */
import { mkdir } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { createServer, preview } from 'vite';

const out = process.env.SHOTS ?? '/tmp/shots';
const wanted = process.argv[2] ?? '';
const widths = process.env.WIDTHS?.split(',').map(Number) ?? [320, 768, 1440];
const configFile = new URL('../vite.config.ts', import.meta.url).pathname;
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "require-trusted-types-for 'script'; frame-ancestors 'none'";

await mkdir(out, { recursive: true });
const modules = await createServer({ configFile, logLevel: 'error', server: { middlewareMode: true, ws: false } });
const { states } = await modules.ssrLoadModule('/testing/states.ts');
const { uid } = await modules.ssrLoadModule('/testing/fixtures.ts');
await modules.close();

const server = await preview({
  configFile,
  preview: { host: '127.0.0.1', port: 0, headers: { 'content-security-policy': policy } },
});
const origin = `http://127.0.0.1:${server.httpServer.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

const failures = [];

const mock = async (page, state) => {
  const answer = async (route, { status = 200, body = {}, headers = {}, hang }) => {
    if (hang) return;
    await new Promise((resolve) => setTimeout(resolve, 60));
    await route
      .fulfill({ status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
      .catch(() => undefined);
  };
  await page.route('**/api/**', (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === `/api/interaction/${uid}`) return answer(route, state.view);
    return answer(route, state.answers?.[path.split('/').at(-1)] ?? { status: 204 });
  });
  // No content: the browser stays, and so does the page that leaves.
  await page.route('**/oidc/**', (route) => route.fulfill({ status: 204 }));
};

const show = async (state, width, scheme) => {
  const name = `${state.name}-${width}-${scheme}`;
  const context = await browser.newContext({
    viewport: { width, height: width === 320 ? 640 : 900 },
    colorScheme: scheme,
    locale: state.language ?? 'en',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complain = (what) => failures.push(`${name}: ${what}`);
  page.on('pageerror', (error) => complain(error.message));
  page.on('console', (message) => {
    const expected = /status of (4|5)\d\d/.test(message.text());
    if (message.type() === 'error' && !expected) complain(message.text());
  });
  await page.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await mock(page, state);
  await page.goto(`${origin}/sign-in/${state.page ?? uid}${state.query ?? ''}`, { waitUntil: 'commit' });
  // Not the load event: a page that leaves by itself may never have one.
  await page.waitForSelector('h1', { state: state.view.hang ? 'attached' : 'visible' });
  await state.act?.(page);
  await page.waitForTimeout(80);
  const shift = await page.evaluate(() => globalThis.shift);
  if (shift > 0.02) complain(`layout shift ${shift.toFixed(3)}`);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (overflow > 0) complain(`scrolls sideways by ${overflow}`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, nodes } of violations)
    complain(`axe ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: true });
  await context.close();
};

let count = 0;
for (const state of states.filter(({ name }) => name.includes(wanted))) {
  for (const scheme of ['light', 'dark']) {
    for (const width of widths) {
      await show(state, width, scheme).catch((error) => failures.push(`${state.name} ${width} ${scheme}: ${error}`));
      count += 1;
    }
  }
}
await browser.close();
await new Promise((resolve) => server.httpServer.close(resolve));
console.log(`${count} pictures in ${out}`);
if (failures.length > 0) {
  console.error(failures.join('\n'));
  process.exit(1);
}
