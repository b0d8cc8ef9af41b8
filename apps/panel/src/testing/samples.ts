import { certificateTests, everybodyEnters, inEachLanguage } from '@postern/contracts';
import type {
  CertificateJudgement,
  CertificateSummary,
  ClientCredential,
  ClientRecord,
  Profile,
  ProviderDescriptor,
} from '@postern/contracts';

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

/** The same, as checked by a method: valid, and not linked to anyone. */
export const judgement: CertificateJudgement = {
  chain: [
    { name: 'Ada Lovelace', keyId: '0a', role: 'certificate', standing: 'known' },
    { name: 'People CA', keyId: 'aabb', role: 'root', standing: 'known' },
  ],
  tests: certificateTests.map((test) => ({ test, outcome: test === 'account' ? 'failed' : 'passed' })),
  code: 'certificate.not_linked',
  facts: null,
  failedLink: null,
};

export const owner: Profile = {
  id: 'u1',
  username: 'ada',
  name: 'Ada Lovelace',
  givenName: null,
  familyName: null,
  email: 'ada@example.test',
  locale: null,
  role: 'owner',
  hasPassword: true,
  passwordMinLength: 15,
  fields: [],
  createdAt: '2026-01-01T00:00:00.000Z',
};

/** A provider unknown to the panel. */
export const descriptor: ProviderDescriptor = {
  type: 'badge',
  labels: inEachLanguage(() => ({
    kind: 'Badge',
    methodName: 'Badge',
    fields: {
      trustAnchors: { label: 'Trust anchors', hint: 'Certificates of the issuers.' },
      realm: { label: 'realm' },
      identifyBy: {
        label: 'Identify by',
        options: { certificate: { label: 'The certificate (SHA-256)' }, 'public-key': { label: 'Its public key' } },
      },
    },
  })),
  logo: '<svg xmlns="http://www.w3.org/2000/svg"/>',
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

export const client: ClientRecord = {
  client_id: 'payroll',
  name: 'Payroll',
  app_type: 'non_interactive',
  redirect_uris: [],
  post_logout_redirect_uris: [],
  backchannel_logout_uri: null,
  grant_types: ['client_credentials'],
  token_endpoint_auth_method: 'client_secret_basic',
  client_authentication_methods: null,
  tls_client_certificate_bound_access_tokens: false,
  id_token_signed_response_alg: 'ES256',
  require_pkce: true,
  allowed_origins: [],
  allow_undotted_schemes: false,
  group_release: 'none',
  released_groups: [],
  certificate_required: false,
  pairwise_identifiers: false,
  accepted_acr_values: [],
  acr_requests: 'honour',
  access: everybodyEnters,
  scopes: [],
  access_token_ttl: 600,
  refresh_token_ttl: 3600,
  first_party: false,
  logo_uri: null,
  client_uri: null,
  policy_uri: null,
  tos_uri: null,
  accent_color: null,
  assertion_reuse: 'once',
  description: null,
  client_metadata: {},
  id_token_ttl: 3600,
  organization_id: null,
  built_in: false,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
};

/** Thumbprints of 20 and 32 bytes, all 0xab. */
export const credential: ClientCredential = {
  id: 'c1',
  name: 'Payroll 2026',
  kid: 'k1',
  alg: 'RS256',
  credential_type: 'x509_cert',
  subject_dn: 'CN=payroll,O=Example,C=DE',
  san: null,
  thumbprint_sha1: 'q6urq6urq6urq6urq6urq6urq6s',
  thumbprint_sha256: 'q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s',
  certificate: { ...certificate, name: 'payroll' },
  starts_at: '2020-01-01T00:00:00.000Z',
  expires_at: '2099-01-01T12:00:00.000Z',
  last_used_at: null,
  used_by: ['private_key_jwt'],
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
};
