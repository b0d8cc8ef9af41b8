import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { issueSelfSigned } from '@postern/dev-pki';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, it } from 'vitest';
import { publicKeyStrength } from './certificate/public-key.js';
import { jwkThumbprint, publicJwk } from './certificate/json-web-key.js';
import { readPublicKey } from './certificate/public-key-text.js';
import { holdsPrivateKey, isPrivateKeyDer } from './der/private-key.js';
import { reasonOf } from '../testing/index.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const kinds = [
  ['RSA', rsa],
  ['EC', ec],
  ['Ed25519', ed],
] as const;

describe('a public key', () => {
  it.each(kinds)('of %s is read from PEM and named by its thumbprint (RFC 7638)', async (_, { publicKey }) => {
    const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const der = readPublicKey(pem.replaceAll('\n', '\\n'));
    const jwk = publicJwk(der);

    expect(jwk).toEqual(publicKey.export({ format: 'jwk' }));
    expect(jwkThumbprint(jwk)).toBe(await calculateJwkThumbprint(jwk as never));
    expect(publicKeyStrength(der).strong).toBe(true);
  });

  it('is read with anything around it, in UTF-16, in bare base64, and as PKCS #1', () => {
    const der = rsa.publicKey.export({ format: 'der', type: 'spki' });
    const pem = rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const spellings = [
      `my key:\n${pem.replace(/^/gm, '> ')}`,
      Buffer.from(`\ufeff${pem}`, 'utf16le').toString('latin1'),
      pem.replaceAll('-----', '—'),
      der.toString('base64'),
      rsa.publicKey.export({ format: 'pem', type: 'pkcs1' }).toString(),
    ];
    for (const text of spellings) expect(Buffer.from(readPublicKey(text))).toEqual(der);
  });

  it('is refused as a certificate, as two, and off its curve', async () => {
    const pem = ec.publicKey.export({ format: 'pem', type: 'spki' }).toString();
    for (const text of [(await issueSelfSigned({ subject: 'CN=a' })).pem, pem + pem, 'x ?', '']) {
      expect(await reasonOf(() => readPublicKey(text))).toBe('malformed');
    }
    const der = Buffer.from(ec.publicKey.export({ format: 'der', type: 'spki' }));
    der[der.length - 1]! ^= 1;
    expect(await reasonOf(() => publicJwk(der))).toBe('malformed');
  });
});

describe('a private key', () => {
  const encodings = [
    { type: 'pkcs8' },
    { type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'secret' },
    { type: 'pkcs1' },
    { type: 'sec1' },
  ] as const;

  it.each(encodings)('is recognised as %j, in PEM, DER, base64 and JWK', (encoding) => {
    const key = encoding.type === 'sec1' ? ec.privateKey : rsa.privateKey;
    const pem = key.export({ format: 'pem', ...encoding } as never).toString();
    const der = Buffer.from(key.export({ format: 'der', ...encoding } as never));

    expect(isPrivateKeyDer(der)).toBe(true);
    for (const text of [pem, pem.replaceAll('\n', '\\r\\n'), der.toString('base64'), der.toString('base64url')]) {
      expect(holdsPrivateKey(text)).toBe(true);
    }
    expect(holdsPrivateKey(JSON.stringify(createPrivateKey(pemOf(key)).export({ format: 'jwk' })))).toBe(true);
  });

  it('is recognised by its last line alone', () => {
    const pem = rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

    expect(holdsPrivateKey(pem.replace('BEGIN PRIVATE KEY', 'BEGIN CERTIFICATE'))).toBe(true);
    expect(holdsPrivateKey(pem.replace(/^.*\n/, ''))).toBe(true);
  });

  it('is neither a certificate nor a public key', async () => {
    const { pem, der } = await issueSelfSigned({ subject: 'CN=a' });
    expect(isPrivateKeyDer(der)).toBe(false);
    expect(holdsPrivateKey(pem)).toBe(false);
    expect(holdsPrivateKey(Buffer.from(der).toString('base64'))).toBe(false);
    for (const [, { publicKey }] of kinds) {
      const spki = publicKey.export({ format: 'der', type: 'spki' });
      expect(isPrivateKeyDer(spki)).toBe(false);
      expect(holdsPrivateKey(JSON.stringify(createPublicKey(pemOf(publicKey)).export({ format: 'jwk' })))).toBe(false);
    }
    expect(isPrivateKeyDer(rsa.publicKey.export({ format: 'der', type: 'pkcs1' }))).toBe(false);
    for (const text of ['', 'private key', 'CN=Ada', 'AAAA']) expect(holdsPrivateKey(text)).toBe(false);
  });

  it.each(['-', '"kty"', '--BEGIN ', '\\n '])('is searched for in linear time among many %j', (part) => {
    /** CPU microseconds, so that other load on the machine does not count. */
    const costOf = (times: number): number => {
      const text = part.repeat(times);
      const before = process.cpuUsage();
      expect(holdsPrivateKey(text)).toBe(false);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const once = Math.max(costOf(250_000), costOf(250_000));

    // Eight times the text: 64 times the work, were it quadratic. The best of three, since collecting garbage costs too.
    const best = Math.min(costOf(2_000_000), costOf(2_000_000), costOf(2_000_000));
    expect(best).toBeLessThan(24 * Math.max(once, 5000));
  });
});

const pemOf = (key: typeof rsa.privateKey | typeof rsa.publicKey): string =>
  key.export({ format: 'pem', type: key.type === 'private' ? 'pkcs8' : 'spki' } as never).toString();
