/**
 * Browser features that the component kit needs and jsdom lacks; motion is reduced, so that no animation is in
 * progress.
 */
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
