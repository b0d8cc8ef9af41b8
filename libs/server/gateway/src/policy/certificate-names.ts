import { type Name, identityKey, parseNameText } from '@postern/x509';

const commonName = '2.5.4.3';

/** Whether a name has this common name; letter case and runs of spaces make no difference. */
export const hasCommonName = (name: Name, wanted: string): boolean => {
  const key = identityKey(parseNameText(`CN=${wanted.replaceAll(/[\\"+,;<>#=]/g, String.raw`\$&`)}`));
  return name.parts
    .flat()
    .filter(({ type }) => type === commonName)
    .some((attribute) => identityKey({ ...name, parts: [[attribute]] }) === key);
};
