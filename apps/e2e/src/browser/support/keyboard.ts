import type { Locator } from 'playwright-core';

/** Members of a DOM element that are used here; these files have only Node's types. */
interface Element {
  readonly ownerDocument: {
    readonly activeElement: unknown;
    readonly defaultView: { getComputedStyle(element: Element): Record<string, string> };
  };
}

const isFocused = (control: Locator): Promise<boolean> =>
  control.evaluate((element: Element) => element.ownerDocument.activeElement === element);

const showsFocus = (control: Locator): Promise<boolean> =>
  control.evaluate((element: Element) => {
    const { outlineStyle, outlineWidth, boxShadow } = element.ownerDocument.defaultView.getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth ?? '') > 0) || boxShadow !== 'none';
  });

/** Presses Tab until the control has the focus, and checks that the focus is visible. */
export const tabTo = async (control: Locator): Promise<void> => {
  await control.waitFor();
  for (let presses = 0; !(await isFocused(control)); presses++) {
    if (presses > 40) throw new Error(`Tab does not lead to ${String(control)}`);
    await control.page().keyboard.press('Tab');
  }
  if (!(await showsFocus(control))) throw new Error(`${String(control)} does not show its focus`);
};

/** Waits until the page itself has put the focus there. */
export const focused = async (control: Locator): Promise<void> => {
  await control.and(control.page().locator(':focus')).waitFor();
};
