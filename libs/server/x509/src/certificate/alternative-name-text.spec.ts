import { issueSelfSigned, type AlternativeName } from '@postern/dev-pki';
import { describe, expect, it } from 'vitest';
import { type AlternativeNameText, hasAlternativeName, normalizeAlternativeName } from './alternative-name-text.js';
import { parseCertificate } from './certificate.js';

const name = (type: string, value: string) => ({ type, value }) as AlternativeNameText;

describe('a subject alternative name in text', () => {
  it.each([
    ['dns', 'App.Example.TEST', 'app.example.test'],
    ['dns', 'localhost', 'localhost'],
    ['dns', 'müller.example', 'xn--mller-kva.example'],
    ['dns', '_spf.a_b.test', '_spf.a_b.test'],
    ['upn', 'Ada@CORP.test', 'ada@corp.test'],
    ['uri', 'SPIFFE://Example.Test/ns/Prod', 'spiffe://example.test/ns/Prod'],
    ['uri', 'urn:uuid:F81D4FAE-7DEC', 'urn:uuid:F81D4FAE-7DEC'],
    ['uri', 'https://[2001:DB8::1]:8443/x?y=Z#f', 'https://[2001:db8::1]:8443/x?y=Z#f'],
    ['ip', '192.0.2.7', '192.0.2.7'],
    ['ip', '2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['ip', '::ffff:192.0.2.7', '::ffff:c000:207'],
    ['email', 'Ada@Example.TEST', 'Ada@example.test'],
  ])('has one spelling: %s %s', (type, value, normal) => {
    expect(normalizeAlternativeName(name(type, value))).toBe(normal);
  });

  it.each([
    ['dns', ''],
    ['dns', '*.example.test'],
    ['dns', 'a..b'],
    ['dns', 'example.test.'],
    ['dns', '-a.test'],
    ['dns', 'a b'],
    ['dns', '192.0.2.7'],
    ['dns', 'app.test\0.evil.test'],
    ['dns', 'https://app.test'],
    ['dns', `${'a'.repeat(64)}.test`],
    ['dns', 'a.'.repeat(200)],
    ['uri', 'app.test'],
    ['uri', '/path'],
    ['uri', 'https:'],
    ['uri', 'https://user@app.test/'],
    ['uri', 'https://app.test/a b'],
    ['uri', 'https://app.test/\n'],
    ['uri', 'https://münchen.test/'],
    ['uri', `urn:${'x'.repeat(2100)}`],
    ['ip', '192.0.2'],
    ['ip', '192.0.2.007'],
    ['ip', '192.0.2.0/24'],
    ['ip', 'fe80::1%eth0'],
    ['ip', '2001:db8::1::2'],
    ['email', 'ada'],
    ['email', '@example.test'],
    ['email', 'ada@'],
    ['email', 'a b@example.test'],
    ['email', 'ada.@example.test'],
    ['email', 'ada@192.0.2.7'],
    ['email', 'Ada <ada@example.test>'],
    ['email', 'ada@example.test\0'],
  ])('is refused: %s %j', (type, value) => {
    expect(normalizeAlternativeName(name(type, value))).toBeUndefined();
  });

  it('is found in a certificate in any spelling, and only under its own type', async () => {
    const subjectAlternativeNames: AlternativeName[] = [
      { type: 'dns', value: 'app.example.test' },
      { type: 'dns', value: '*.wild.test' },
      { type: 'ip', value: '2001:db8::1' },
      { type: 'email', value: 'ada@example.test' },
      { type: 'url', value: 'spiffe://example.test/app' },
    ];
    const certificate = parseCertificate(
      (await issueSelfSigned({ subject: 'CN=x.test', subjectAlternativeNames })).der,
    );
    const has = (type: string, value: string) => hasAlternativeName(certificate, name(type, value));

    expect(has('dns', 'APP.example.test')).toBe(true);
    expect(has('ip', '2001:DB8:0::1')).toBe(true);
    expect(has('email', 'ada@EXAMPLE.test')).toBe(true);
    expect(has('uri', 'SPIFFE://example.test/app')).toBe(true);
    const absent = [
      ['email', 'ADA@example.test'],
      ['uri', 'spiffe://example.test/APP'],
      ['dns', 'a.wild.test'],
      ['dns', '*.wild.test'],
      ['dns', 'x.test'],
      ['uri', 'app.example.test'],
    ] as const;
    for (const [type, value] of absent) expect(has(type, value), value).toBe(false);
  });
});
