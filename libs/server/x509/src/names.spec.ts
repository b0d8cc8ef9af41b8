import { X509Certificate } from 'node:crypto';
import { issueSelfSigned } from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { hasAlternativeName } from './certificate/alternative-name-text.js';
import { parseCertificate } from './certificate/certificate.js';
import { identityKey, nameKey, parseName, renderName } from './names/name.js';
import { summarize } from './certificate/summary.js';

const tlv = (tag: number, ...contents: (Uint8Array | readonly number[])[]): Buffer => {
  const content = Buffer.concat(contents.map((part) => Buffer.from(part)));
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const commonName = [0x06, 3, 0x55, 4, 3];
const attribute = (tag: number, value: Uint8Array | readonly number[], oid: readonly number[] = commonName) =>
  tlv(0x30, oid, tlv(tag, value));
const nameOf = (...attributes: Buffer[]) => parseName(tlv(0x30, ...attributes.map((one) => tlv(0x31, one))));
const utf8 = (text: string) => attribute(0x0c, Buffer.from(text));

describe('names', () => {
  it('are written as RFC 4514 says, most specific part first', async () => {
    const { der } = await issueSelfSigned({
      subject: [
        { DC: ['test'] },
        { DC: ['example'] },
        { O: ['Sue, Grabbit and Runn'] },
        { CN: ['L. Eagle'], SN: ['7'] },
      ],
    });

    expect(summarize(parseCertificate(der)).subject).toMatch(
      /^(CN=L\. Eagle\+SN=7|SN=7\+CN=L\. Eagle),O=Sue\\, Grabbit and Runn,DC=example,DC=test$/,
    );
  });

  it.each([
    ['a"b+c,d;e<f>g\\h', 'CN=a\\"b\\+c\\,d\\;e\\<f\\>g\\\\h'],
    ['#hash', 'CN=\\#hash'],
    [' both ', 'CN=\\ both\\ '],
    [' ', 'CN=\\ '],
    ['Ada\0', 'CN=Ada\\00'],
    ['Ada\nCN=root', 'CN=Ada\\0ACN=root'],
    ['Ada\u202egro.elpmaxe', 'CN=Ada\\E2\\80\\AEgro.elpmaxe'],
    ['Müller Ёлка 漢字', 'CN=Müller Ёлка 漢字'],
  ])('cannot hide or fake anything: %j', (value, text) => {
    expect(renderName(nameOf(utf8(value)))).toBe(text);
  });

  it('show the bytes of values that are not text in their own encoding', () => {
    expect(renderName(nameOf(attribute(0x0c, [0xff, 0xfe])))).toBe('CN=#0c02fffe');
    expect(renderName(nameOf(attribute(0x1e, [0xd8, 0x00])))).toBe('CN=#1e02d800');
    expect(renderName(nameOf(attribute(0x1c, [0, 0x11, 0, 0])))).toBe('CN=#1c0400110000');
    expect(renderName(nameOf(attribute(0x05, [])))).toBe('CN=#0500');
  });

  it('read the old string types', () => {
    expect(renderName(nameOf(attribute(0x1e, [0x00, 0x41, 0x04, 0x01])))).toBe('CN=AЁ');
    expect(renderName(nameOf(attribute(0x14, [0x4d, 0xfc])))).toBe('CN=Mü');
  });

  it('show unknown attributes by OID and bytes', () => {
    expect(renderName(nameOf(attribute(0x0c, Buffer.from('x'), [0x06, 3, 0x2a, 3, 4])))).toBe('1.2.3.4=#0c0178');
  });

  it('stay short, however long the certificate makes them', () => {
    const text = renderName(nameOf(...Array.from({ length: 200 }, () => utf8('\u202e'.repeat(20)))));

    expect(text.length).toBeLessThanOrEqual(2000);
  });

  it('match in any letter case, spacing and string type, and differ otherwise', () => {
    const key = nameKey(nameOf(attribute(0x13, Buffer.from('Test  Root'))));

    expect(nameKey(nameOf(utf8('test root')))).toBe(key);
    expect(nameKey(nameOf(utf8('testroot')))).not.toBe(key);
    expect(nameKey(nameOf(utf8('test root'), utf8('x')))).not.toBe(key);
    expect(nameKey(parseName(tlv(0x30, tlv(0x31, utf8('a'), utf8('b')))))).not.toBe(
      nameKey(nameOf(utf8('a'), utf8('b'))),
    );
  });
});

describe('the identity in a name', () => {
  const key = identityKey(nameOf(attribute(0x13, Buffer.from('Postern  Development'))));

  it.each(['postern development', ' POSTERN DEVELOPMENT ', 'Postern Development'])('is the same as %j', (text) => {
    expect(identityKey(nameOf(utf8(text)))).toBe(key);
  });

  it.each([
    ['full-width letters', 'Ｐｏｓｔｅｒｎ development'],
    ['subscripts', 'Postₑrn dₑvₑlopmₑnt'],
    ['Cyrillic', 'Рostern development'],
    ['a no-break space', 'Postern\u00a0development'],
    ['an invisible letter', 'Postern\u200b development'],
    ['no space', 'Posterndevelopment'],
  ])('is another with %s', (_, text) => {
    expect(identityKey(nameOf(utf8(text)))).not.toBe(key);
  });

  it('treats no symbol as a letter', () => {
    expect(identityKey(nameOf(utf8('\u212aelvin')))).not.toBe(identityKey(nameOf(utf8('kelvin'))));
  });
});

describe('the headline', () => {
  const headline = async (subject: string, ...alternatives: { type: 'email' | 'dns'; value: string }[]) =>
    summarize(parseCertificate((await issueSelfSigned({ subject, subjectAlternativeNames: alternatives })).der)).name;

  it('is the most specific common name', async () => {
    expect(await headline('CN=Unit,CN=Ada Lovelace')).toBe('Ada Lovelace');
  });

  it('is the first alternative name when there is no common name', async () => {
    expect(await headline('O=Example', { type: 'email', value: 'ada@example.test' })).toBe('ada@example.test');
  });

  it('is a name that people use for the holder, before anything else', async () => {
    const { der } = await issueSelfSigned({
      subject: [],
      subjectAlternativeNames: [
        { type: 'url', value: 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6' },
        { type: 'dns', value: 'host.example.test' },
        { type: 'upn', value: 'ada@corp.test' },
      ],
    });

    expect(summarize(parseCertificate(der)).name).toBe('ada@corp.test');
  });

  it('is the whole subject when there is neither', async () => {
    expect(await headline('O=Example,C=DE')).toBe('C=DE,O=Example');
  });

  it('is one clean line of at most 128 characters', async () => {
    const name = await headline(`CN=Ada\u0000\u202e\tx${'y'.repeat(300)}`);

    expect(name).toMatch(/^Ada�� xy+…$/);
    expect(name.length).toBeLessThanOrEqual(128);
  });
});

describe('alternative names', () => {
  it('all count, however many and long they are, but only some are shown', async () => {
    const path = `spiffe://example.org/${'a'.repeat(2000)}`;
    const hosts = Array.from({ length: 60 }, (_, at) => ({ type: 'dns' as const, value: `host${at}.example.org` }));
    const { der } = await issueSelfSigned({
      subject: 'CN=a',
      subjectAlternativeNames: [...hosts, { type: 'url', value: path }],
    });
    const certificate = parseCertificate(der);

    expect(hasAlternativeName(certificate, { type: 'dns', value: 'host55.example.org' })).toBe(true);
    expect(hasAlternativeName(certificate, { type: 'uri', value: path })).toBe(true);
    expect(hasAlternativeName(certificate, { type: 'uri', value: `${path.slice(0, -1)}b` })).toBe(false);
    expect(summarize(certificate).alternativeNames).toHaveLength(51);
    expect(summarize(certificate).alternativeNames.at(-1)).toBe('… (11 more)');
  });
});

describe('a summary', () => {
  it('agrees with OpenSSL on common fields', async () => {
    const { der } = await issueSelfSigned({
      subject: 'CN=Ada',
      keyAlgorithm: 'rsa-2048',
      serialNumber: '00ab01',
      purposes: ['clientAuth', 'emailProtection', '1.2.3.4'],
      subjectAlternativeNames: [
        { type: 'email', value: 'ada@example.test' },
        { type: 'ip', value: '192.0.2.7' },
        { type: 'upn', value: 'ada@corp.test' },
      ],
    });
    const openssl = new X509Certificate(der);

    expect(summarize(parseCertificate(der))).toEqual({
      name: 'Ada',
      subject: 'CN=Ada',
      issuerName: 'Ada',
      issuer: 'CN=Ada',
      serialNumber: openssl.serialNumber,
      notBefore: new Date(openssl.validFrom).toISOString(),
      notAfter: new Date(openssl.validTo).toISOString(),
      sha256: openssl.fingerprint256.replaceAll(':', '').toLowerCase(),
      key: 'RSA 2048',
      purposes: ['clientAuth', 'emailProtection', '1.2.3.4'],
      alternativeNames: ['email:ada@example.test', 'ip:192.0.2.7', 'upn:ada@corp.test'],
    });
  });
});
