import { holdsPrivateKey } from '../der/private-key.js';
import { X509Error } from '../x509.error.js';

/** RFC 7468; word processors make other dashes and other numbers of them. */
const block = /-{1,10} ?BEGIN ([A-Z0-9# ]{1,40}?) ?-{1,10}([^-]*)-{1,10} ?END \1 ?-{1,10}/g;
const certificateLabels: ReadonlySet<string> = new Set([
  'CERTIFICATE',
  'X509 CERTIFICATE',
  'TRUSTED CERTIFICATE',
  'PKCS7',
  'PKCS #7 SIGNED DATA',
  'CMS',
]);
/** NUL remains from UTF-16 that was read as another encoding; the others are copied along from web pages. */
const noise = /[\0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd]/g;
const dashes = /[\u2010-\u2015\u2212]/g;
const canonicalBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;
const hexadecimal = /^(?:[\da-f]{2})+$/i;

/**
 * The binary content of each PEM block of certificates in a text; of a text without PEM, of its base64 or hexadecimal.
 *
 * @throws X509Error `private_key`, `not_a_certificate`
 */
export const certificateBytesInText = (text: string): readonly Uint8Array[] => {
  const clean = plainText(text);
  // Checked first: people who paste a private key must be told so, whatever else the text holds.
  if (holdsPrivateKey(text) || holdsPrivateKey(clean)) {
    throw new X509Error('private_key', 'the text holds a private key');
  }
  if (!clean.includes('BEGIN ')) return [bareBytes(clean)];
  const blocks = Array.from(clean.matchAll(block), ([, label = '', body = '']) => ({ label, body }));
  const certificates = blocks.filter(({ label }) => certificateLabels.has(label));
  if (certificates.length === 0) {
    const [other] = blocks;
    throw new X509Error(
      'not_a_certificate',
      other === undefined ? 'no whole PEM block' : `a PEM block of ${other.label}`,
    );
  }
  return certificates.map(({ body }) => decoded(body.replace(/^[>|\s]+/gm, '')));
};

/** Restores the original text: removes what e-mail, web pages, word processors, headers and UTF-16 added. */
export const plainText = (text: string): string => unescaped(text.replace(noise, '').replace(dashes, '--'));

/** Restores escaped newlines, also those that Nginx and Envoy write into headers (`%0A`). */
const unescaped = (text: string): string => {
  const lines = text.replace(/\\r\\n|\\n|\\r/g, '\n');
  return /BEGIN%20|^MII[\w%.~-]*%[0-9A-F]{2}/i.test(lines)
    ? lines.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
    : lines;
};

/** Bare base64, in quotes, as `data:` or between the colons of RFC 9440; or hexadecimal with separators. */
const bareBytes = (text: string): Uint8Array => {
  const bare = text.trim().replace(/^data:[^,]{0,200},|^["':]+|["',:;]+$/g, '');
  const digits = bare.replace(/^0x|[\s:-]/gi, '');
  return /^30/.test(digits) && hexadecimal.test(digits) ? Buffer.from(digits, 'hex') : decoded(bare);
};

const decoded = (body: string): Uint8Array => {
  const base64 = body.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/');
  if (base64 === '' || !canonicalBase64.test(base64)) throw new X509Error('not_a_certificate', 'not base64');
  return Buffer.from(base64, 'base64');
};

/** Text in UTF-8, or UTF-16 with or without a byte order mark; undefined for DER. */
export const textOfBytes = (bytes: Uint8Array): string | undefined => {
  const [first, second = 0] = bytes;
  if (first === 0x30 && second >= 0x80) return undefined;
  const encoding =
    (first === 0xfe && second === 0xff) || first === 0
      ? 'utf-16be'
      : first === 0xff || second === 0
        ? 'utf-16le'
        : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
};
