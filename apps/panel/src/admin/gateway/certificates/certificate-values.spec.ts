import { describe, expect, it } from 'vitest';
import {
  certificateInput,
  certificateProblems,
  emptyCertificate,
  idFromFile,
  valuesOfFile,
} from './certificate-values';

const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const key = '-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----';
const encrypted = '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGH\n-----END ENCRYPTED PRIVATE KEY-----';
const file = (content: string | number[], name = 'a.pfx') => ({
  name,
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content),
});

describe('the upload of a certificate with its key', () => {
  it('sends a .pfx with its password, even an empty one', () => {
    const values = { ...emptyCertificate, pfx: file([0x30, 0x82, 0xff]), pem: certificate };

    expect(certificateInput(values)).toEqual({ pfx: 'MIL/', password: '' });
  });

  it('sends PEM without a password unless the key needs one', () => {
    const values = { ...emptyCertificate, kind: 'pem', pem: ` ${certificate}\n`, key, password: 'left over' } as const;

    expect(certificateInput(values)).toEqual({ pem: certificate, key });
    expect(certificateInput({ ...values, key: encrypted })).toEqual({
      pem: certificate,
      key: encrypted,
      password: 'left over',
    });
  });

  it('sorts the content of a dropped PEM file, whatever its name', () => {
    expect(valuesOfFile(file(`Bag Attributes\n${key}\nsubject=x\n${certificate}\n${certificate}`))).toEqual({
      kind: 'pem',
      key,
      pem: `${certificate}\n${certificate}`,
    });
    expect(valuesOfFile(file(key))).toEqual({ kind: 'pem', key });
    expect(valuesOfFile(file([0x30, 0x82]))).toMatchObject({ kind: 'pfx' });
  });

  it('reads a PEM file in UTF-16, and leaves other certificate encodings to the server', () => {
    const wide = [...`\ufeff${certificate}\n${key}`].flatMap((c) => [c.charCodeAt(0) & 0xff, c.charCodeAt(0) >> 8]);

    expect(valuesOfFile(file(wide))).toEqual({ kind: 'pem', key, pem: certificate });
    for (const pem of [certificate.replaceAll('CERTIFICATE', 'PKCS7'), `MII${'A'.repeat(200)}=`])
      expect(certificateProblems.pem(pem, { ...emptyCertificate, kind: 'pem' })).toBeNull();
  });

  it.each([
    ['orders client.pfx', 'orders-client'],
    ['_Kunden (2026).p12', 'Kunden-2026-'],
    ['a.b.pem', 'a.b'],
  ])('suggests an id for %s', (name, id) => {
    expect(idFromFile(name)).toBe(id);
    expect(certificateProblems.id(id, emptyCertificate)).toBeNull();
  });

  it('names the field whose value is missing', () => {
    const pem = { ...emptyCertificate, kind: 'pem' } as const;

    expect(certificateProblems.id('-a', emptyCertificate)).toBe('certificates.problem.id');
    expect(certificateProblems.pfx(null, emptyCertificate)).toBe('certificates.problem.file');
    expect(certificateProblems.pfx(file(Array<number>(1024 * 1024 + 1)), emptyCertificate)).toBe(
      'certificates.problem.too_large',
    );
    expect(certificateProblems.pem('x', pem)).toBe('certificates.problem.pem');
    expect(certificateProblems.key('', { ...pem, pem: certificate })).toBe('certificates.problem.key');
    expect(certificateProblems.key('', { ...pem, pem: `${certificate}\n${key}` })).toBeNull();
  });
});
