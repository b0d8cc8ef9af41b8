import { describe, expect, it } from 'vitest';
import { identifierValue, sectorOf, usedCertificateValue } from './claim-values.js';

const certificate = {
  subject: 'CN=Ada',
  issuer: 'CN=People',
  serialNumber: '0A',
  sha256: 'ab'.repeat(32),
  notAfter: '2030-01-02T03:04:05.000Z',
};
const told = {
  method: { type: 'mtls', name: null },
  label: 'Card',
  linkedAt: new Date('2026-01-02T03:04:05.678Z'),
  certificate,
};
const sector = (name: string) => ({ name, secret: Buffer.alloc(32, 7) });

describe('the value of an identifier', () => {
  it('without a certificate has method, label and time', () => {
    expect(identifierValue({ ...told, certificate: null })).toEqual({
      ...{ method: { type: 'mtls', name: null }, label: 'Card', linkedAt: '2026-01-02T03:04:05.678Z' },
    });
  });

  it('for one sector has neither name nor moment', () => {
    const value = identifierValue(told, sector('host a.test'));

    expect(value).toEqual({
      ...{ method: { type: 'mtls', name: null }, linkedAt: '2026-01-02', issuer: 'CN=People', notAfter: '2030-01-02' },
      pairwiseId: expect.stringMatching(/^[\da-f]{64}$/),
    });
    expect(identifierValue(told, sector('host b.test'))['pairwiseId']).not.toBe(value['pairwiseId']);
  });

  it('for one sector has no issuer that is its holder, nor one of which that is not known', () => {
    for (const issuer of [{ issuer: 'CN=Ada' }, { subject: undefined }]) {
      expect(identifierValue({ ...told, certificate: { ...certificate, ...issuer } }, sector('a'))).not.toHaveProperty(
        'issuer',
      );
    }
  });

  it('for one sector never has the certificate, whoever asks for it', () => {
    const value = usedCertificateValue(told, new Uint8Array([1]), sector('a'));

    expect(Object.keys(value)).not.toEqual(expect.arrayContaining(['pem']));
    expect(value).not.toHaveProperty('x5t#S256');
  });

  it('says what is known of a certificate whose proof is from before the rest was kept', () => {
    const former = { ...certificate, subject: undefined, notAfter: undefined };

    expect(Object.keys(usedCertificateValue({ ...told, certificate: former }, null))).toEqual([
      ...['method', 'label', 'linkedAt', 'issuer', 'serial', 'sha256', 'x5t#S256'],
    ]);
  });
});

describe('a sector', () => {
  it.each([
    ['host app.test', ['https://app.test/a', 'https://app.test:8443/b']],
    ['client c', ['https://app.test/a', 'https://other.test/b']],
    ['client c', ['com.example.app:/callback']],
    ['client c', ['http://127.0.0.1:3000/cb']],
    ['client c', ['http://localhost/cb']],
    ['client c', ['http://[::1]/cb']],
    ['client c', ['https://app.test/a', 'com.example.app:/callback']],
    ['client c', []],
  ])('is %s for %j', (name, uris) => {
    expect(sectorOf('c', uris)).toBe(name);
  });
});
