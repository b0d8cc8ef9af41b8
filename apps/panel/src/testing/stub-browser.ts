/** What jsdom lacks and the component kit asks for; motion is reduced, so that nothing is halfway. */
export const stubBrowser = (): void => {
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  globalThis.matchMedia ??= (media) =>
    ({
      media,
      matches: media.includes('reduce'),
      onchange: null,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      addListener: () => undefined,
      removeListener: () => undefined,
      dispatchEvent: () => false,
    }) satisfies MediaQueryList;
  Element.prototype.scrollIntoView ??= () => undefined;
};
