import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type CreatedMethod, createMtlsMethod } from '../support/accounts.js';
import { Management } from '../support/management.js';
import { useChromium } from './support/chromium.js';
import { dialog, goTo, signInToPanel } from './support/panel.js';

const postern = inject('postern');
const chromium = useChromium();

/** Members of a DOM element that are used here; the tests are compiled without DOM types. */
interface Element {
  readonly ownerDocument: {
    readonly defaultView: { getComputedStyle(element: Element): { getPropertyValue(name: string): string } };
  };
}

/** Computed values; with forced colours the browser returns those that it draws. */
const styleOf = (place: Locator, property: string): Promise<string> =>
  place.evaluate(
    (element: Element, name) => element.ownerDocument.defaultView.getComputedStyle(element).getPropertyValue(name),
    property,
  );

/** Pictures of the same size, far from the keyboard's focus. */
const areDrawnAlike = async (one: Locator, other: Locator): Promise<boolean> =>
  (await one.screenshot()).equals(await other.screenshot());

describe.each(['light', 'dark'] as const)('with colours forced by the system (high contrast), %s', (colorScheme) => {
  let page: Page;
  let off: CreatedMethod;
  let admin: Management;
  beforeEach(async () => {
    admin = await Management.asAdministrator(postern);
    off = await createMtlsMethod(admin, { enabled: false });
    page = await chromium.open(postern, { forcedColors: 'active', colorScheme });
    await signInToPanel(page, postern, postern.admin, '/admin/sign-in-methods');
  });
  afterEach(() => admin.delete(`/sign-in-methods/${off.id}`));

  it('a switch shows whether it is on, and a selected option that it is selected', async () => {
    const trackOf = (name: string) =>
      page.getByRole('switch', { name: `${name} switched on`, exact: true }).locator('xpath=following-sibling::*[1]');
    expect(await styleOf(trackOf(off.name), 'border-top-style')).toBe('solid');
    expect(await areDrawnAlike(trackOf('mTLS'), trackOf(off.name))).toBe(false);

    const row = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('switch', { name: `${off.name} switched on` }) });
    await row.getByRole('button', { name: 'Configure' }).click();
    const choices = dialog(page).getByRole('radiogroup', { name: 'Publicity of new identifiers' }).getByRole('radio');
    const chosen = choices.and(page.locator(':checked')).locator('xpath=..');
    const other = choices.and(page.locator(':not(:checked)')).first().locator('xpath=..');
    await chosen.scrollIntoViewIfNeeded();
    expect(await areDrawnAlike(chosen, other)).toBe(false);
  });

  it('the current page and the current tab stand out', async () => {
    const links = page.getByRole('navigation').getByRole('link');
    const current = links.and(page.locator('[aria-current=page]'));
    const other = links.and(page.locator(':not([aria-current=page])')).first();
    expect(await styleOf(current, 'background-color')).not.toBe(await styleOf(other, 'background-color'));
    expect(await styleOf(current, 'color')).not.toBe(await styleOf(current, 'background-color'));

    await goTo(page, 'Applications');
    await page.getByRole('link', { name: 'Demo application' }).click();
    const tabs = page.getByRole('tab');
    const edges = await Promise.all(
      [tabs.and(page.locator('[aria-selected=true]')), tabs.and(page.locator('[aria-selected=false]')).first()].map(
        (tab) => styleOf(tab, 'border-bottom-color'),
      ),
    );
    expect(new Set(edges).size).toBe(2);
  });
});
