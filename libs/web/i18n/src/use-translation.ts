import type { Language } from '@postern/contracts';
import { useMemo, useSyncExternalStore } from 'react';
import { currentSpeech, onSpeechChange, readMessages, type Speech } from './i18n';
import { formatMessage, type MessageValues } from './messages';
import type { MessageKey, Namespace, QualifiedKey } from './resources';

/**
 * Returns a message. Keys of other namespaces include the name: `common:action.retry`. A missing key is returned as it
 * is.
 */
export type Translate<N extends Namespace> = (key: MessageKey<N> | QualifiedKey, values?: MessageValues) => string;

export interface Translation<N extends Namespace> {
  readonly t: Translate<N>;
  readonly i18n: { readonly language: Language };
}

const translateIn =
  <N extends Namespace>({ language, messages }: Speech, own: N): Translate<N> =>
  (key, values) => {
    const [name, namespace] = (key as string).split(':').reverse() as [string, Namespace | undefined];
    const known = messages[namespace ?? own];
    return (known && formatMessage(known, language, name, values)) ?? values?.defaultValue ?? name;
  };

/** The texts of one namespace in a language that is not the current one, for messages to other people. */
export const translationIn = async <N extends Namespace>(language: Language, namespace: N): Promise<Translate<N>> =>
  translateIn({ language, messages: { [namespace]: await readMessages(language, namespace) } }, namespace);

/** The texts of one namespace in the current language; components re-render when it changes. */
export const useTranslation = <N extends Namespace = 'common'>(namespace: N = 'common' as N): Translation<N> => {
  const speech = useSyncExternalStore(onSpeechChange, currentSpeech);
  return useMemo(
    () => ({ t: translateIn(speech, namespace), i18n: { language: speech.language } }),
    [speech, namespace],
  );
};
