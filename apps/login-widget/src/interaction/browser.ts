type BrowserName = 'firefox' | 'safari' | 'chromium';
type SystemName = 'windows' | 'macos' | 'linux' | 'android' | 'ios';

export interface Browser {
  readonly name: BrowserName;
  readonly system: SystemName;
}

/** Which instructions fit; a guess from the user agent, so every instruction stays reachable. */
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
