import { describe, expect, it } from 'vitest';
import { issue, twoTierAuthority } from '../testing/index.js';
import { type ExpectedAlternativeName, hasAlternativeName } from './alternative-name-match.js';

const certificate = await issue((await twoTierAuthority()).issuing, {
  subjectAlternativeNames: [
    { type: 'dns', value: 'Machine.Example.org' },
    { type: 'url', value: 'spiffe://Example.org/Ns/One' },
    { type: 'ip', value: '192.0.2.7' },
    { type: 'ip', value: '2001:db8::7' },
    { type: 'email', value: 'Machine@Example.org' },
  ],
});

describe('an expected alternative name', () => {
  it.each<[ExpectedAlternativeName['type'], string]>([
    ['dns', 'machine.example.ORG'],
    ['uri', 'SPIFFE://example.org/Ns/One'],
    ['ip', '192.0.2.7'],
    ['ip', '2001:DB8:0:0::7'],
    ['ip', '2001:0db8:0000:0000:0000:0000:0000:0007'],
    ['email', 'Machine@example.org'],
  ])('is found among those of the certificate: %s %s', (type, value) => {
    expect(hasAlternativeName(certificate, { type, value })).toBe(true);
  });

  it.each<[ExpectedAlternativeName['type'], string]>([
    ['dns', 'example.org'],
    ['dns', '*.example.org'],
    ['dns', 'machine.example.org.evil.example'],
    ['dns', '192.0.2.7'],
    ['uri', 'spiffe://example.org/ns/one'],
    ['uri', 'spiffe://example.org/Ns/One/'],
    ['ip', '192.0.2.70'],
    ['ip', '::ffff:192.0.2.7'],
    ['email', 'machine@example.org'],
    ['email', 'Machine.Example.org'],
  ])('is not found where it only resembles one: %s %s', (type, value) => {
    expect(hasAlternativeName(certificate, { type, value })).toBe(false);
  });
});
