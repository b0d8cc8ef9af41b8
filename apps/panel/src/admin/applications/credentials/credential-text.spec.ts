import { describe, expect, it } from 'vitest';
import { credential } from '../../../testing/samples';
import { credentialName, hexOf, shortThumbprint } from './credential-text';

const bare = { ...credential, name: null, certificate: null, subject_dn: null, san: null };

describe('the name of a credential', () => {
  it('is its own name, else the certificate’s', () => {
    expect(credentialName(credential)).toBe('Payroll 2026');
    expect(credentialName({ ...credential, name: null })).toBe('payroll');
  });

  it('is the common name where only a subject is registered', () => {
    expect(credentialName({ ...bare, subject_dn: String.raw`O=x,CN=pay\, roll,C=DE` })).toBe('pay, roll');
    expect(credentialName({ ...bare, subject_dn: 'O=Example,C=DE' })).toBe('O=Example,C=DE');
  });

  it('is the subject alternative name, or the key’s name', () => {
    expect(credentialName({ ...bare, san: { type: 'dns', value: 'pay.example' } })).toBe('pay.example');
    expect(credentialName(bare)).toBe('k1');
  });
});

describe('a thumbprint', () => {
  it('is shown as hexadecimal (D1)', () => {
    expect(hexOf('hOBcHZi846VCHSJbFAs26Go9VTQ')).toBe('84E05C1D98BCE3A5421D225B140B36E86A3D5534');
    expect(shortThumbprint('84E05C1D98BCE3A5421D225B140B36E86A3D5534')).toBe('84E05C1D…6A3D5534');
  });
});
