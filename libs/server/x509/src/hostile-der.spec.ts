import { createCrl, issueCertificate, issueSelfSigned, type Issued } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCertificate } from './certificate/certificate.js';
import { readEscapedCertificate } from './certificate/pem.js';
import { readRevocationLists } from './revocation/configured-list.js';
import { summarize } from './certificate/summary.js';
import { reasonOf, twoTierAuthority } from '../testing/index.js';
import { X509Error } from './x509.error.js';

/** Deterministic, so that a failure can be repeated (mulberry32). */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let value = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
  return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
};

const mutate = (der: Uint8Array, next: () => number): Uint8Array => {
  const at = (limit: number) => Math.floor(next() * limit);
  const copy = der.slice();
  switch (at(5)) {
    case 0:
      return copy.subarray(0, at(copy.length));
    case 1:
      copy[at(copy.length)]! ^= 1 << at(8);
      return copy;
    case 2:
      copy[at(copy.length)] = [0x00, 0x80, 0xff, 0x7f, 0x30][at(5)]!;
      return copy;
    case 3: {
      const from = at(copy.length);
      return Buffer.concat([copy.subarray(0, from), copy.subarray(from + at(16))]);
    }
    default: {
      const from = at(copy.length);
      return Buffer.concat([
        copy.subarray(0, from),
        Buffer.from(Array.from({ length: at(16) }, () => at(256))),
        copy.subarray(from),
      ]);
    }
  }
};

const survives = (read: () => unknown): void => {
  try {
    read();
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
  }
};

describe('hostile DER', () => {
  let ada: Issued;
  let crl: Uint8Array;

  beforeAll(async () => {
    const { issuing } = await twoTierAuthority();
    ada = await issueCertificate(issuing, {
      subject: [{ DC: ['test'] }, { O: ['Example'] }, { CN: ['Ada'], SN: ['7'] }],
      subjectAlternativeNames: [
        { type: 'email', value: 'ada@example.test' },
        { type: 'upn', value: 'ada@corp.test' },
        { type: 'ip', value: '192.0.2.1' },
      ],
    });
    crl = (await createCrl(issuing, { revokedSerials: ['01', '0102', '7fff'] })).der;
  });

  it('makes the parser throw only its own error, in 4000 mutations, and costs no more than valid input', () => {
    /** CPU microseconds, so that other load on the machine does not count. */
    const costOf = (read: () => unknown): number => {
      const before = process.cpuUsage();
      for (let round = 0; round < 4000; round++) survives(read);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const good = costOf(() => summarize(parseCertificate(ada.der.slice())));
    const next = random(20_260_101);

    expect(costOf(() => summarize(parseCertificate(mutate(ada.der, next))))).toBeLessThan(5 * good);
  });

  it('makes the reader of revocation lists throw only its own error', () => {
    const next = random(20_260_102);
    for (let round = 0; round < 2000; round++) survives(() => readRevocationLists(mutate(crl, next)));
  });

  it('makes the reader of the escaped header throw only its own error', () => {
    const next = random(20_260_103);
    const header = Buffer.from(encodeURIComponent(ada.pem), 'latin1');
    for (let round = 0; round < 2000; round++) {
      survives(() => parseCertificate(readEscapedCertificate(Buffer.from(mutate(header, next)).toString('latin1'))));
    }
  });

  it('is refused when nested as deep as its size allows', async () => {
    const deep = Buffer.alloc(16_000);
    for (let offset = 0; offset + 4 < deep.length; offset += 4) {
      deep.set([0x30, 0x82, (deep.length - offset - 4) >> 8, (deep.length - offset - 4) & 0xff], offset);
    }

    expect(await reasonOf(() => parseCertificate(deep))).toBe('malformed');
  });

  it('is refused when larger than 16 kB, before it is read', async () => {
    expect(await reasonOf(() => parseCertificate(Buffer.concat([ada.der, Buffer.alloc(16_384)])))).toBe('malformed');
    expect(await reasonOf(() => readEscapedCertificate('A'.repeat(65_536)))).toBe('malformed');
  });

  it('is refused when a name fills 64 kB', async () => {
    const { der } = await issueSelfSigned({ subject: [{ CN: ['x'.repeat(65_536)] }] });

    expect(await reasonOf(() => parseCertificate(der))).toBe('malformed');
  });

  it.each([
    ['bytes after the end', (der: Uint8Array) => Buffer.concat([der, Buffer.from([0])])],
    [
      'an indefinite length',
      (der: Uint8Array) => Buffer.concat([Buffer.from([0x30, 0x80]), der.subarray(4), Buffer.from([0, 0])]),
    ],
    [
      'a length not in its shortest form',
      (der: Uint8Array) => Buffer.concat([Buffer.from([0x30, 0x83, 0]), der.subarray(2)]),
    ],
    ['nothing', () => new Uint8Array()],
  ])('is refused for %s', async (_, change) => {
    expect(await reasonOf(() => parseCertificate(change(ada.der)))).toBe('malformed');
  });
});
