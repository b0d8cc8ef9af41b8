import { randomBytes } from 'node:crypto';

const uint8 = (value: number): Buffer => Buffer.from([value]);
const uint16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const uint24 = (value: number): Buffer => Buffer.concat([uint8(value >> 16), uint16(value & 0xffff)]);
const vector8 = (content: Buffer): Buffer => Buffer.concat([uint8(content.length), content]);
const vector16 = (content: Buffer): Buffer => Buffer.concat([uint16(content.length), content]);
const list16 = (values: readonly number[]): Buffer => vector16(Buffer.concat(values.map(uint16)));
const extension = (type: number, content: Buffer): Buffer => Buffer.concat([uint16(type), vector16(content)]);

/** ECDHE with AES-GCM, ChaCha20-Poly1305 and, for versions before 1.2, AES-CBC (RFC 5289, RFC 7905, RFC 8422). */
const ciphers = [0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc009, 0xc013, 0xc00a, 0xc014, 0x002f];
const signatures = [0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0807, 0x0203, 0x0201];

/** Versions as TLS writes them. */
export const tls11 = 0x0302;
export const tls12 = 0x0303;

/**
 * The first message of a client that speaks this version at most (RFC 5246 §7.4.1.2), in its record. Until TLS 1.2 the answer is not
 * encrypted, so the names of the CAs can be read without completing the handshake.
 */
export const clientHello = (serverName: string, version: number): Buffer => {
  const name = Buffer.concat([uint8(0), vector16(Buffer.from(serverName, 'ascii'))]);
  const extensions = Buffer.concat([
    extension(0, vector16(name)),
    extension(10, list16([0x001d, 0x0017, 0x0018])),
    extension(11, vector8(uint8(0))),
    ...(version >= tls12 ? [extension(13, list16(signatures))] : []),
    extension(23, Buffer.alloc(0)),
    extension(0xff01, vector8(Buffer.alloc(0))),
  ]);
  const body = Buffer.concat([
    uint16(version),
    randomBytes(32),
    vector8(Buffer.alloc(0)),
    list16(ciphers),
    vector8(uint8(0)),
    vector16(extensions),
  ]);
  const message = Buffer.concat([uint8(1), uint24(body.length), body]);
  return Buffer.concat([uint8(22), uint16(0x0301), vector16(message)]);
};
