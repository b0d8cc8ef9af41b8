import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { X509Error } from '@postern/x509';
import { describe, expect, it } from 'vitest';
import { certificateCode, fieldCode } from './certificate-codes.js';

const server = join(import.meta.dirname, '../..');

describe('codes of refused certificates', () => {
  it('are general ones for a TLS handshake, which carries no key', () => {
    expect(certificateCode(new X509Error('expired', ''))).toBe('certificate.expired');
    expect(certificateCode(new X509Error('private_key', ''))).toBe('certificate.malformed');
  });

  it('name a private key and several certificates in a request field', () => {
    expect(fieldCode({ reason: 'private_key' })).toBe('certificate.private_key_given');
    expect(fieldCode({ reason: 'several_certificates' })).toBe('credential.several_certificates');
    expect(fieldCode({ reason: 'weak_key' })).toBe('certificate.weak_key');
  });

  it('are replaced by those of the field where it has its own', () => {
    expect(fieldCode({ reason: 'expired' }, { expired: 'credential.expired' })).toBe('credential.expired');
  });

  it('are in one table only', () => {
    const tables = readdirSync(server, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.spec\.ts$|\.d\.ts$|(^|\/)(dist|node_modules)\//.test(file))
      .filter((file) =>
        /Record<X509Reason, (CertificateErrorCode|CodeOf|ErrorCode)/.test(readFileSync(join(server, file), 'utf8')),
      );

    expect(tables).toEqual(['certificate-kit/src/certificate-codes.ts']);
  });
});
