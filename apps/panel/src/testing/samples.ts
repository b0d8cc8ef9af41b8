import type { CertificateSummary, Profile, ProviderDescriptor } from '@postern/contracts';

export const certificate: CertificateSummary = {
  name: 'Ada Lovelace',
  subject: 'CN=Ada Lovelace',
  issuerName: 'People CA',
  issuer: 'CN=People CA',
  serialNumber: '01',
  notBefore: '2020-01-01T00:00:00.000Z',
  notAfter: '2099-01-01T12:00:00.000Z',
  sha256: 'ab'.repeat(32),
  key: 'EC P-256',
  purposes: ['clientAuth'],
  alternativeNames: [],
};

export const owner: Profile = {
  id: 'u1',
  login: 'ada',
  name: 'Ada Lovelace',
  givenName: null,
  familyName: null,
  email: 'ada@example.test',
  locale: null,
  role: 'owner',
  hasPassword: true,
  createdAt: '2026-01-01T00:00:00.000Z',
};

/** A provider that the panel has never heard of. */
export const descriptor: ProviderDescriptor = {
  type: 'badge',
  defaultName: 'Badge',
  icon: 'certificate',
  kind: 'navigate',
  steps: [],
  settings: [
    { name: 'trustAnchors', kind: 'certificates', required: true },
    { name: 'realm', kind: 'text', required: true },
    {
      name: 'identifyBy',
      kind: 'choice',
      required: true,
      options: ['certificate', 'public-key'],
      default: 'certificate',
    },
  ],
  creatable: true,
  linkable: true,
};

export const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
