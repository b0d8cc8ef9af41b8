import { createPublicKey } from 'node:crypto';
import { plainText } from './certificate-text.js';
import { holdsPrivateKey } from '../der/private-key.js';
import { malformed, X509Error } from '../x509.error.js';

/** Characters; room for the largest key with text around it. */
const longestText = 64 * 1024;
const block = /-{1,10} ?BEGIN (RSA )?PUBLIC KEY ?-{1,10}([^-]*)-{1,10} ?END (?:RSA )?PUBLIC KEY ?-{1,10}/g;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * DER of the one SubjectPublicKeyInfo in what a person pasted: PEM (RFC 7468 §13) with anything around it, PKCS #1 (RFC 8017 §A.1.1), or bare base64.
 *
 * @throws X509Error `private_key`, `malformed`
 */
export const readPublicKey = (text: string): Uint8Array => {
  const plain = text.length > longestText ? '' : plainText(text);
  if (holdsPrivateKey(text) || holdsPrivateKey(plain))
    throw new X509Error('private_key', 'the text holds a private key');
  const blocks = Array.from(plain.matchAll(block), ([, rsa, body = '']) => ({ isPkcs1: rsa !== undefined, body }));
  const [first, ...others] = plain.includes('BEGIN ') ? blocks : [{ isPkcs1: false, body: plain }];
  if (first === undefined || others.length > 0) throw malformed('not one public key');
  const der = decoded(first.body);
  return first.isPkcs1 ? fromPkcs1(der) : der;
};

const decoded = (body: string): Uint8Array => {
  const compact = body
    .replace(/^[>|\s]+/gm, '')
    .replaceAll(/\s/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  if (!base64.test(compact)) throw malformed('not base64');
  return Buffer.from(compact, 'base64');
};

const fromPkcs1 = (der: Uint8Array): Uint8Array => {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'pkcs1' });
    return key.export({ format: 'der', type: 'spki' });
  } catch {
    throw malformed('no public key of RSA');
  }
};
