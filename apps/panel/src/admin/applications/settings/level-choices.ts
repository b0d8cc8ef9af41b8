import { levels } from '@postern/contracts';
import { useTranslation } from '@postern/i18n';
import { levelText } from './level-text';

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
