import type { ErrorCode } from '@postern/contracts';
import { useTranslation } from './use-translation';

/** The text for an error code. */
export interface ErrorText {
  readonly title: string;
  /** What happened, in a sentence or two. */
  readonly text: string;
  /** What to do now. */
  readonly next: string;
}

/**
 * Returns the texts of error codes; the namespace `errors` must be loaded.
 * Codes that occur only in the panel are in `administration-errors`, which the sign-in page never loads.
 */
export const useErrorText = (): ((code: ErrorCode) => ErrorText) => {
  const { t } = useTranslation('errors');
  return (code) => {
    const say = (part: keyof ErrorText): string => {
      const key = `${code}.${part}` as 'server.error.title';
      return t(key, { defaultValue: t(`administration-errors:${key}` as 'errors:server.error.title') });
    };
    return { title: say('title'), text: say('text'), next: say('next') };
  };
};
