import { useMemo } from 'react';
import { useTranslation } from './use-translation';

/** Formats an ISO 8601 time as a date in the current language and the reader's own time zone. */
export const useDateText = (
  options: Intl.DateTimeFormatOptions = { dateStyle: 'medium' },
): ((iso: string) => string) => {
  const { i18n } = useTranslation();
  const { dateStyle, timeStyle } = options;
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(i18n.language, { dateStyle, timeStyle });
    return (iso) => format.format(new Date(iso));
  }, [i18n.language, dateStyle, timeStyle]);
};
