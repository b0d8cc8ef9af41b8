import { describe, expect, it } from 'vitest';
import { pem } from '../../../testing/samples';
import { emptyCredential, isEmptyCredential, neededField, toCredentialInput } from './new-credential';

const values = { ...emptyCredential, name: ' Payroll ', certificates: [pem] };

describe('a new credential', () => {
  it('stores the certificate itself for self-signed TLS and for assertions (A3, D4)', () => {
    expect(toCredentialInput('self_signed_tls_client_auth', values)).toEqual({
      name: 'Payroll',
      credential_type: 'x509_cert',
      pem,
    });
    expect(toCredentialInput('private_key_jwt', { ...values, alg: 'PS256' })).toEqual({
      name: 'Payroll',
      credential_type: 'x509_cert',
      pem,
      alg: 'PS256',
    });
  });

  it('stores only the subject of a CA-signed certificate, or a typed one (A4)', () => {
    expect(toCredentialInput('tls_client_auth', values)).toMatchObject({ credential_type: 'cert_subject_dn', pem });
    expect(
      toCredentialInput('tls_client_auth', { ...values, name: '', source: 'subject', subject_dn: ' C=DE\nCN=x ' }),
    ).toEqual({ credential_type: 'cert_subject_dn', subject_dn: 'C=DE\nCN=x' });
  });

  it('may be an alternative name or a bare public key', () => {
    expect(toCredentialInput('tls_client_auth', { ...values, source: 'san', san_value: ' pay.example ' })).toEqual({
      name: 'Payroll',
      credential_type: 'cert_san',
      san: { type: 'dns', value: 'pay.example' },
    });
    expect(toCredentialInput('private_key_jwt', { ...values, source: 'public_key', public_key: 'PEM' })).toEqual({
      name: 'Payroll',
      credential_type: 'public_key',
      pem: 'PEM',
    });
  });

  it('falls back to a certificate if the method does not support the source', () => {
    const typed = { ...emptyCredential, source: 'san', san_value: 'pay.example' } as const;

    expect(neededField('self_signed_tls_client_auth', typed)).toBe('certificates');
    expect(isEmptyCredential('self_signed_tls_client_auth', typed)).toBe(true);
    expect(isEmptyCredential('tls_client_auth', typed)).toBe(false);
  });
});
