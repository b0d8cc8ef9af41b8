/** Quotes a word for a POSIX shell. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Joins the lines of one command with backslashes. */
export const shellCommand = (...parts: readonly string[]): string => parts.join(' \\\n  ');

/** A form field whose value curl encodes. */
export const formField = (name: string, value: string): string => `--data-urlencode ${shellWord(`${name}=${value}`)}`;

/** The same with a shell variable as its value. */
export const variableField = (name: string, variable: string): string => `--data-urlencode "${name}=$${variable}"`;
