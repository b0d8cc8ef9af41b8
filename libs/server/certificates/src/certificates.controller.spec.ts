import { type ManagementScope, panelClientId, type Role } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import { beforeAll, describe, expect, it } from 'vitest';
import { CertificatesController } from './certificates.controller.js';

describe('inspecting a certificate over the API', () => {
  let certificate: string;
  beforeAll(async () => {
    certificate = (await issueSelfSigned({ subject: 'CN=Ada' })).pem;
  });
  const inspect =
    (accountId: string | null, role: Role | null, ...scopes: ManagementScope[]) =>
    () =>
      new CertificatesController().inspect(
        { accountId, role, clientId: panelClientId, sessionUid: null, provedAt: null, scopes: new Set(scopes) },
        { certificate },
      );

  it('is for people with their own profile', () => {
    expect(inspect('a', 'member', 'update:me')()).toMatchObject({ name: 'Ada' });
  });

  it('is for administrators and applications that may see sign-in methods', () => {
    expect(inspect('a', 'administrator', 'read:sign_in_methods')()).toMatchObject({ name: 'Ada' });
    expect(inspect(null, null, 'read:sign_in_methods')()).toMatchObject({ name: 'Ada' });
  });

  it('gives every certificate of a file once, with its PEM, to the same people', () => {
    const bearer = { accountId: 'a', clientId: panelClientId, sessionUid: null, provedAt: null } as const;
    const may = { ...bearer, role: 'member', scopes: new Set<ManagementScope>(['update:me']) } as const;
    const stranger = { ...may, scopes: new Set<ManagementScope>(['read:me']) };
    const file = Buffer.from(`\ufeff${certificate}${certificate}`, 'utf16le').toString('base64');

    expect(new CertificatesController().read(may, { file })).toMatchObject([
      { pem: certificate, certificate: { name: 'Ada' } },
    ]);
    expect(() => new CertificatesController().read(may, {})).toThrow('certificate.malformed');
    expect(() => new CertificatesController().read(stranger, { file })).toThrow('token.insufficient_scope');
  });

  it('is refused for other callers', () => {
    expect(inspect('a', 'member', 'read:me')).toThrow('token.insufficient_scope');
    expect(inspect('a', 'member', 'read:sign_in_methods')).toThrow('token.insufficient_role');
    expect(inspect(null, null, 'update:me')).toThrow('token.insufficient_scope');
  });
});
