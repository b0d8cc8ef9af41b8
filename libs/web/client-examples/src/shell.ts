/** A word as a POSIX shell takes it literally. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** One command on several lines. */
export const shellCommand = (...parts: readonly string[]): string => parts.join(' \\\n  ');

/** A form field whose value curl encodes. */
export const formField = (name: string, value: string): string => `--data-urlencode ${shellWord(`${name}=${value}`)}`;

/** The same with a variable of the shell for its value. */
export const variableField = (name: string, variable: string): string => `--data-urlencode "${name}=$${variable}"`;
