import { readPkcs12 } from '@postern/key-files';
import { toBase64 } from './characters';

const toPem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${(toBase64(der).match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----`;

/**
 * The certificates in a .p12 (RFC 7292) that it holds a key for; all of them where nothing ties them to a key. All of it happens on this page:
 * neither file, password nor key is sent or kept, and the key is not even opened. Its ciphers are fetched when they are first needed.
 *
 * @throws KeyFileError
 */
export const certificatesInPkcs12 = async (bytes: Uint8Array, password: string): Promise<readonly string[]> => {
  const { webCryptoKit } = await import('./web-crypto-kit');
  const { certificates, keys } = await readPkcs12(bytes, password, webCryptoKit);
  const ids = new Set(keys.map(({ localKeyId }) => localKeyId));
  const own = certificates.filter(({ localKeyId }) => localKeyId !== null && ids.has(localKeyId));
  return (own.length > 0 ? own : certificates).map(({ der }) => toPem(der));
};
