let leaving = false;

/** From now on no form with unsaved changes asks whether to stay, until the page is shown again. */
export const leaveUnasked = (): void => {
  leaving = true;
  addEventListener('pageshow', () => (leaving = false), { once: true });
};

export const isLeavingUnasked = (): boolean => leaving;
