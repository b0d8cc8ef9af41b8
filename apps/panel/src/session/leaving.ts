let leaving = false;

/** From now on, forms with unsaved changes do not ask, until the page is shown again. */
export const leaveUnasked = (): void => {
  leaving = true;
  addEventListener('pageshow', () => (leaving = false), { once: true });
};

export const isLeavingUnasked = (): boolean => leaving;
