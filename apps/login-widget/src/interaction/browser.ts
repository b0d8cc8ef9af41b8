type BrowserName = 'firefox' | 'safari' | 'chromium';
type SystemName = 'windows' | 'macos' | 'linux' | 'android' | 'ios';

export interface Browser {
  readonly name: BrowserName;
  readonly system: SystemName;
}

/** Which instructions to show first: a guess from the user agent, so the page keeps all the others available. */
export const guessBrowser = ({ userAgent }: Pick<Navigator, 'userAgent'> = navigator): Browser => {
  const system = /iPhone|iPad/.test(userAgent)
    ? 'ios'
    : /Android/.test(userAgent)
      ? 'android'
      : /Mac OS X/.test(userAgent)
        ? 'macos'
        : /Windows/.test(userAgent)
          ? 'windows'
          : 'linux';
  if (/Firefox\//.test(userAgent)) return { name: 'firefox', system };
  const apple = /Safari\//.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent);
  return { name: apple ? 'safari' : 'chromium', system };
};
