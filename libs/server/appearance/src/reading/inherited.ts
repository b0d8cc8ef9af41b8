import type { AppearanceField, AppearanceRecord, AppearanceSettings, AppearanceSource } from '@postern/contracts';

/** One owner in the line from the system down. */
export interface Level {
  readonly source: Exclude<AppearanceSource, 'default'>;
  readonly settings: AppearanceSettings;
}

type Inherited = AppearanceRecord['inherited'];
type InheritedField = Exclude<AppearanceField, 'coverMode'>;

const defaults: Inherited = {
  ...{ title: null, logo: null, cover: null, showLogo: true, showFooter: true, showMethodLogos: true },
  ...{ accent: null, corner: null, cardText: null, belowText: null, helpContact: null, languages: null },
};

const fields = Object.keys(defaults) as readonly InheritedField[];

/**
 * What comes from these owners, the nearest deciding for each field by itself.
 *
 * @param levels from the system down
 */
export const combine = (levels: readonly Level[]): Pick<AppearanceRecord, 'inherited' | 'sources'> => {
  const found = fields.map((field) => {
    if (field === 'cover') return [field, coverOf(levels)] as const;
    const nearest = levels.findLast(({ settings }) => settings[field] !== null);
    return [field, nearest && { source: nearest.source, value: nearest.settings[field] }] as const;
  });
  return {
    inherited: {
      ...defaults,
      ...Object.fromEntries(found.flatMap(([field, one]) => (one ? [[field, one.value]] : []))),
    },
    sources: Object.fromEntries(
      found.map(([field, one]) => [field, one?.source ?? 'default']),
    ) as AppearanceRecord['sources'],
  };
};

interface FoundCover {
  readonly source: AppearanceSource;
  readonly value: AppearanceSettings['cover'];
}

/** A cover with the mode `always` comes before those of the owners below; one that is `off` is not handed down. */
const coverOf = (levels: readonly Level[]): FoundCover | undefined => {
  const covers = levels.filter(({ settings }) => settings.cover !== null);
  const forced = covers.find(({ settings }) => settings.coverMode === 'always');
  const nearest = covers.findLast(({ settings }) => settings.coverMode !== 'off');
  const chosen = forced ?? nearest;
  return chosen && { source: chosen.source, value: chosen.settings.cover };
};

/** Whether a cover set below these owners would not be shown. */
export const forcesCover = (levels: readonly Level[]): boolean =>
  levels.some(({ settings }) => settings.cover !== null && settings.coverMode === 'always');
