import type { ErrorCode } from '@postern/contracts';
import { useTranslation } from './use-translation';

/** What people read instead of a code. */
export interface ErrorText {
  readonly title: string;
  /** What happened, in a sentence or two. */
  readonly text: string;
  /** What to do now. */
  readonly next: string;
}

/** Gives the words for error codes; the namespace `errors` must be loaded. */
export const useErrorText = (): ((code: ErrorCode) => ErrorText) => {
  const { t } = useTranslation('errors');
  return (code) => ({ title: t(`${code}.title`), text: t(`${code}.text`), next: t(`${code}.next`) });
};
