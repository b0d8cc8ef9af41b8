/** Splits at unescaped separators (RFC 4514 §2.4). */
const split = (text: string, separator: string): readonly string[] =>
  text.match(new RegExp(String.raw`(?:\\.|[^\\${separator}])+`, 'gs')) ?? [];

/** `\2C` and `\,` mean a comma; escaped bytes are UTF-8. */
const unescaped = (text: string): string => {
  const bytes = text.trim().replace(/\\([\da-f]{2})/gi, '%$1');
  const plain = bytes
    .replace(/%(?![\da-f]{2})/gi, '%25')
    .replace(/\\(.)/gs, (_, char: string) => encodeURIComponent(char));
  try {
    return decodeURIComponent(plain);
  } catch {
    return text.trim();
  }
};

const forOption = (attribute: string): string => {
  const [type = '', ...value] = attribute.split('=');
  return `${type.trim()}=${unescaped(value.join('=')).replace(/[\\/+]/g, String.raw`\$&`)}`;
};

/**
 * Converts a subject name (RFC 4514, most specific part first) to the form of `openssl req -subj`:
 * `/C=DE/O=Example/CN=payroll`.
 */
export const subjectOption = (name: string): string =>
  split(name, ',')
    .toReversed()
    .map((part) => `/${split(part, '+').map(forOption).join('+')}`)
    .join('');
