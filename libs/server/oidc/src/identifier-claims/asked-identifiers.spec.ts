import { describe, expect, it } from 'vitest';
import { askedIdentifiers } from './asked-identifiers.js';

const used = (subject: string | undefined, issuer: string) => ({
  ...{ id: 'ab', identifierId: null, methodId: 'm', publicity: 'on_request' as const, der: null },
  ...{ method: { type: 'mtls', name: 'Card' }, label: null, linkedAt: null },
  certificate: { subject, issuer, serialNumber: '0A', sha256: 'ab' },
});

describe('a certificate that is not linked', () => {
  it.each([
    ['Ada', 'CN=Ada,O=Works', 'People CA', 'O=Works,CN=People CA'],
    ['Lovelace\\, Ada', 'CN=Lovelace\\, Ada+UID=1', 'Works', 'O=Works,C=DE'],
    ['0A', undefined, '', ''],
  ])('is shown as %s', (label, subject, issuerName, issuer) => {
    const candidates = { identifiers: [], used: used(subject, issuer) };

    const [shown] = askedIdentifiers(candidates, new Map(), new Set(['certificate']), false);

    expect(shown).toMatchObject({ label, certificate: { issuerName, serialNumber: '0A' }, choice: null });
  });
});
