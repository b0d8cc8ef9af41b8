import { type Certificate, type Name, nameKey, parseNameText } from '@postern/x509';

const commonName = '2.5.4.3';

/** Whether a name has this common name; letter case and runs of blanks make no difference (RFC 5280 §7.1). */
export const hasCommonName = (name: Name, wanted: string): boolean => {
  const key = nameKey(parseNameText(`CN=${wanted.replaceAll(/[\\"+,;<>#=]/g, String.raw`\$&`)}`));
  return name.parts
    .flat()
    .filter(({ type }) => type === commonName)
    .some((attribute) => nameKey({ ...name, parts: [[attribute]] }) === key);
};

/** Lower case. */
export const dnsNamesOf = ({ alternativeNames }: Certificate): readonly string[] =>
  alternativeNames.filter(({ type }) => type === 'dns').map(({ value }) => value.toLowerCase());
