import type { KeyCredential } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { pem } from '../../../testing/samples';
import { manifestText, readManifest, withCertificate } from './manifest';

const entry: KeyCredential = {
  customKeyIdentifier: 'hOBcHZi846VCHSJbFAs26Go9VTQ=',
  keyId: '3f1d6c9e-3b0a-4b52-9f0b-000000000001',
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
  value: 'MIIB',
};
const problems = (...entries: unknown[]) =>
  readManifest(JSON.stringify({ keyCredentials: entries })).problems.map(({ path, problem }) => `${path} ${problem}`);

describe('a manifest (D5)', () => {
  it('can be read back as it is shown, with several certificates', () => {
    const manifest = { keyCredentials: [entry, { ...entry, value: 'MIIC' }] };

    expect(readManifest(manifestText(manifest)).manifest).toEqual(manifest);
  });

  it('may be the bare array', () => {
    expect(readManifest(JSON.stringify([entry])).manifest).toEqual({ keyCredentials: [entry] });
  });

  it('reports where the text is not JSON, or not a manifest', () => {
    expect(readManifest('{ "keyCredentials": [ }').problems[0]).toMatchObject({ problem: 'json' });
    expect(readManifest('{}').problems).toEqual([{ path: '', problem: 'shape' }]);
  });

  it('reports every wrong field of every entry', () => {
    expect(problems('x', { ...entry, type: 'Symmetric', usage: 'Sign' }, { ...entry, value: '%%' })).toEqual([
      'keyCredentials.0 entry',
      'keyCredentials.1.type type',
      'keyCredentials.1.usage usage',
      'keyCredentials.2.value value',
    ]);
    expect(problems({ ...entry, customKeyIdentifier: 7 })).toEqual(['keyCredentials.0.customKeyIdentifier thumbprint']);
  });

  it('never sends a private key', () => {
    expect(problems({ ...entry, value: '-----BEGIN PRIVATE KEY-----\nMIIE' })).toEqual([
      'keyCredentials.0.value private_key',
    ]);
  });
});

describe('an upload (D4)', () => {
  it('adds a certificate to the existing ones', () => {
    expect(withCertificate([entry], pem, 'Spring').keyCredentials).toEqual([
      entry,
      { type: 'AsymmetricX509Cert', usage: 'Verify', value: 'MIIB', displayName: 'Spring' },
    ]);
  });
});
