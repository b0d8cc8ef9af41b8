import { refused } from '../refusals.js';
import { assertOpensSoon } from './encrypted-pem.js';
import { assemble, type KeyMaterial, readPrivateKey } from './key-material.js';

const certificateBlock =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;
const keyBlock = /-----BEGIN ((?:ENCRYPTED |RSA |EC )?PRIVATE KEY)-----[^]+?-----END \1-----/g;

/**
 * A certificate, the chain above it, and its key, from PEM; the key may stand in a text of its own.
 *
 * @throws InvalidError `gateway.` no_certificate_in_file, no_private_key, several_keys, key_mismatch, wrong_password,
 * invalid_key, key_file_too_costly; `certificate.malformed`
 */
export const readPemMaterial = (pem: string, key: string | undefined, password: string | undefined): KeyMaterial => {
  const text = `${pem}\n${key ?? ''}`.replaceAll(/\\r\\n|\\n/g, '\n');
  const certificates = Array.from(text.matchAll(certificateBlock), ([, body = '']) => Buffer.from(body, 'base64'));
  const path = key === undefined ? 'pem' : 'key';
  const blocks = Array.from(text.matchAll(keyBlock), ([block]) => block);
  if (blocks.length > 1) throw refused('gateway.several_keys', path, `holds ${blocks.length} private keys; give one`);
  for (const block of blocks) assertOpensSoon(block, path);
  const keys = blocks.map((block) => readPrivateKey(block, 'pem', password, path));
  if (certificates.length === 0) throw refused('gateway.no_certificate_in_file', 'pem', 'holds no certificate in PEM');
  return assemble({ certificates, keys }, path);
};
