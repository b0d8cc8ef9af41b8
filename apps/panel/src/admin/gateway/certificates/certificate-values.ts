import type { GatewayCertificateInput } from '@postern/contracts';
import { toBase64 } from '../../certificates/characters';

export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Values of the upload form, for both file formats. */
export interface CertificateValues {
  readonly id: string;
  readonly kind: 'pfx' | 'pem';
  readonly pfx: ChosenFile | null;
  readonly password: string;
  readonly pem: string;
  readonly key: string;
}

export const emptyCertificate: CertificateValues = { id: '', kind: 'pfx', pfx: null, password: '', pem: '', key: '' };

/** Bytes; the same limit as on the server. */
const largest = 1024 * 1024;
const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/** The server accepts more encodings than these, such as bare base64. */
const hasCertificate = (text: string): boolean =>
  /BEGIN (?:(?:X509 |TRUSTED )?CERTIFICATE|PKCS ?#?7|CMS)/.test(text) ||
  /^MI[A-Za-z0-9+/\s]{60,}={0,2}\s*$/.test(text.trim());
const hasKey = (text: string): boolean => /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(text);

/** Whether the key is encrypted (PKCS #8, or OpenSSL's older format). */
export const isEncrypted = ({ pem, key }: Pick<CertificateValues, 'pem' | 'key'>): boolean =>
  /ENCRYPTED/.test(pem + key);

/** `orders client.pfx` becomes `orders-client`. */
export const idFromFile = (name: string): string =>
  name
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 80);

/** Sorts a file by its content: PEM blocks go to their fields, anything else is treated as a .pfx. */
export const valuesOfFile = (file: ChosenFile): Partial<CertificateValues> => {
  // UTF-16 text has zero bytes between its letters.
  const decoded = file.bytes.length <= largest ? new TextDecoder().decode(file.bytes) : '';
  const text = decoded.replaceAll(/[\0\ufeff\ufffd]/g, '');
  if (!/-----BEGIN [A-Z]/.test(text)) return { kind: 'pfx', pfx: file };
  const blocks = [...text.matchAll(block)].map(([whole]) => whole);
  const [keys, others] = [blocks.filter(hasKey), blocks.filter((one) => !hasKey(one))];
  return {
    kind: 'pem',
    ...(others.length > 0 && { pem: others.join('\n') }),
    ...(keys.length > 0 && { key: keys.join('\n') }),
  };
};

type Problem =
  | 'certificates.problem.id'
  | 'certificates.problem.file'
  | 'certificates.problem.too_large'
  | 'certificates.problem.pem'
  | 'certificates.problem.key';

/** Key of a field's error; null if there is none. */
export const certificateProblems: {
  readonly [K in 'id' | 'pfx' | 'pem' | 'key']: (
    value: CertificateValues[K],
    values: CertificateValues,
  ) => Problem | null;
} = {
  id: (id) => (/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(id.trim()) ? null : 'certificates.problem.id'),
  pfx: (pfx, { kind }) => {
    if (kind !== 'pfx') return null;
    if (pfx === null || pfx.bytes.length === 0) return 'certificates.problem.file';
    return pfx.bytes.length > largest ? 'certificates.problem.too_large' : null;
  },
  pem: (pem, { kind }) => (kind === 'pem' && !hasCertificate(pem) ? 'certificates.problem.pem' : null),
  key: (key, { kind, pem }) => (kind === 'pem' && !hasKey(key) && !hasKey(pem) ? 'certificates.problem.key' : null),
};

/** Sends only the values of the chosen format. */
export const certificateInput = (values: CertificateValues): Omit<GatewayCertificateInput, 'id'> => {
  const { kind, pfx, password, pem, key } = values;
  if (kind === 'pfx') return { pfx: pfx ? toBase64(pfx.bytes) : '', password };
  return { pem: pem.trim(), ...(key.trim() && { key: key.trim() }), ...(isEncrypted(values) && { password }) };
};
