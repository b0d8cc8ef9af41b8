/** Values for the placeholders of a message; `count` also selects its plural form. */
export type MessageValues = Readonly<Record<string, string | number>> & {
  /** Shown if the key is not in the catalogue; for keys built from data. */
  readonly defaultValue?: string;
};

/** One namespace in one language: full keys and their messages. */
export type Messages = ReadonlyMap<string, string>;

/** Flattens nested JSON, as translators edit it (the format of i18next, version 4), to full keys: `action.retry`. */
export const flatten = (tree: Readonly<Record<string, unknown>>): Messages => {
  const messages = new Map<string, string>();
  const visit = (node: object, prefix: string): void => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'string') messages.set(prefix + key, value);
      else visit(value as object, `${prefix}${key}.`);
    }
  };
  visit(tree, '');
  return messages;
};

/** The message in its plural form, with its placeholders replaced; undefined if there is none. */
export const formatMessage = (
  messages: Messages,
  language: string,
  key: string,
  values: MessageValues = {},
): string | undefined => {
  const { count } = values;
  const message =
    typeof count === 'number'
      ? (messages.get(`${key}_${new Intl.PluralRules(language).select(count)}`) ?? messages.get(`${key}_other`))
      : undefined;
  return (message ?? messages.get(key))?.replace(/{{\s*(\w+)\s*}}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
  });
};
