import { levels } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';

/**
 * Levels that this version's sign-in methods can reach. The others are reserved: requiring one would lock everyone out.
 */
const texts = {
  'urn:postern:acr:password': 'applications.level.password',
  'urn:postern:acr:two-factors': 'applications.level.two_factors',
  'urn:postern:acr:certificate-low': 'applications.level.certificate_low',
  'urn:postern:acr:certificate': 'applications.level.certificate',
  'urn:postern:acr:certificate-hardware': 'applications.level.certificate_hardware',
} as const;

/** Key of a level's text; null for a reserved level. */
const levelText = (level: string): (typeof texts)[keyof typeof texts] | null =>
  texts[level as keyof typeof texts] ?? null;

/** Levels that can be required, with their texts, and the text for a list of them; an empty list accepts any level. */
export const useLevelChoices = () => {
  const { t } = useTranslation('panel');
  const words = (level: string): string => {
    const key = levelText(level);
    return key === null ? level : t(key);
  };
  return {
    choices: levels.filter(levelText).map((value) => ({ value, label: words(value) })),
    listed: (chosen: readonly string[]): string => chosen.map(words).join(', ') || t('applications.level.any'),
  };
};
