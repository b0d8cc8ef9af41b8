import { useTranslation } from '@postern/i18n';

/** Writes a contrast ratio in the reader's language, such as 4.5 or 4,5. */
export const useRatioText = (): ((ratio: number, digits: number) => string) => {
  const { i18n } = useTranslation('appearance');
  return (ratio, digits) =>
    new Intl.NumberFormat(i18n.language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      ratio,
    );
};
