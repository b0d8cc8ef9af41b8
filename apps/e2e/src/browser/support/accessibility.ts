import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** CSS pixels: the narrowest window that WCAG 2.2 (1.4.10 Reflow) has in mind. */
const narrow = { width: 320, height: 640 };
const wide = { width: 1280, height: 800 };

/** Horizontal overflow in pixels. */
const sideways = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

const axe = async (page: Page, only?: string): Promise<string[]> => {
  // Legacy mode needs no second page.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (only ? builder.withRules(only) : builder).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 300)} ${failureSummary}`),
  );
};

/**
 * Waits for colour transitions to end. Two frames let transitions begin; endless
 * animations, such as a spinner, are ignored.
 */
const settled = (page: Page) =>
  page.evaluate(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const finite = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(finite.map(({ finished }) => finished));
  })()`);

/** Faults of the current page: all rules in light, colours in dark, and the width on a small phone. */
export const faultsOf = async (page: Page, screen: string): Promise<string[]> => {
  const faults: string[] = [];
  await page.emulateMedia({ colorScheme: 'light' });
  await settled(page);
  faults.push(...(await axe(page)).map((fault) => `light: ${fault}`));
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  faults.push(...(await axe(page, 'color-contrast')).map((fault) => `dark: ${fault}`));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(narrow);
  const excess = await sideways(page);
  if (excess > 0) faults.push(`${excess} px too wide for a window of ${narrow.width} px`);
  await page.setViewportSize(wide);
  return faults.map((fault) => `${screen}: ${fault}`);
};
