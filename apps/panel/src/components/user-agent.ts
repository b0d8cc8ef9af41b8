const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

export interface Device {
  /** Null for an unknown user agent. */
  readonly browser: string | null;
  readonly system: string | null;
  readonly mobile: boolean;
}

/** A display name for a device from `User-Agent`; a guess, for display only. */
export const deviceOf = (userAgent: string | null): Device => {
  const named = (table: readonly (readonly [string, string])[]): string | null =>
    table.find(([mark]) => userAgent?.includes(mark))?.[1] ?? null;
  const system = named(systems);
  return { browser: named(browsers), system, mobile: system === 'Android' || system === 'iPhone' || system === 'iPad' };
};
