/**
 * A field of RFC 4180. What a spreadsheet would take for a formula gets an apostrophe in front
 * (OWASP, "CSV Injection"): names and user agents are written by strangers.
 */
export const csvField = (value: string | null | undefined): string => {
  const text = value ?? '';
  const safe = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

/** A line of RFC 4180, with its end. */
export const csvLine = (fields: readonly (string | null | undefined)[]): string =>
  `${fields.map(csvField).join(',')}\r\n`;
