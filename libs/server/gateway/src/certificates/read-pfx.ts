import { looksLikePkcs12 } from '@postern/key-files';
import { assemble, type KeyMaterial } from './key-material.js';
import { openKeyFile } from './open-key-file.js';

/**
 * A certificate, the chain above it, and its key, from a .pfx/.p12 (RFC 7292).
 *
 * @throws InvalidError `gateway.` not_a_pfx, wrong_password, unsupported_encryption, no_certificate_in_file, no_private_key,
 * several_keys, key_mismatch, invalid_key, key_file_too_costly; `certificate.malformed`
 */
export const readPfxMaterial = async (base64: string, password: string): Promise<KeyMaterial> =>
  assemble(await openKeyFile({ kind: 'pkcs12', bytes: bytesOf(base64), password }, 'pfx'), 'pfx');

/** Some programs write the file itself in base64, so that it comes in base64 twice. */
const bytesOf = (base64: string): Uint8Array => {
  const bytes = Buffer.from(base64, 'base64');
  const text = bytes.subarray(0, 4).toString('latin1').startsWith('MI') ? bytes.toString('latin1') : '';
  const inner = Buffer.from(text, 'base64');
  return looksLikePkcs12(inner) ? inner : bytes;
};
