import {
  type RequiredIdentifiersView,
  type CertificateJudgement,
  type CertificateSummary,
  certificateTests,
  type ChainLink,
  type ConsentIdentifier,
  type ErrorCode,
  inEachLanguage,
  type InteractionView,
  type PresentedAttempt,
  providerIcon,
  type SignInMethodView,
} from '@postern/contracts';

/** Sample server responses for tests. */
export const uid = 'Zk3vA1sQ0p';
const day = 86_400_000;
const daysFromNow = (days: number): string => new Date(Date.now() + days * day + 3_600_000).toISOString();

export const mtls: SignInMethodView = {
  id: 'm-mtls',
  name: 'mTLS',
  group: 'main',
  icon: providerIcon('<svg/>'),
  labels: inEachLanguage(() => ({ methodName: 'mTLS', hint: 'Smart card, or certificate on this device', fields: {} })),
  logoUrl: null,
  lastUsed: false,
  action: {
    kind: 'navigate',
    startUrl: 'https://localhost:3443/api/mtls/sign-in?ticket=stable',
    freshStartUrl: 'https://a1.mtls.localhost:3443/api/mtls/sign-in?ticket=fresh',
    expiresAt: daysFromNow(0),
  },
};

export const password: SignInMethodView = {
  id: 'm-password',
  name: null,
  group: 'main',
  icon: providerIcon('<svg/>'),
  labels: inEachLanguage((language) => ({
    methodName: language === 'de' ? 'Benutzername und Passwort' : 'Username and password',
    fields: {
      username: { label: language === 'de' ? 'Benutzername oder E-Mail' : 'Username or e-mail' },
      password: { label: language === 'de' ? 'Passwort' : 'Password' },
      newPassword: { label: language === 'de' ? 'Neues Passwort' : 'New password' },
    },
  })),
  logoUrl: null,
  lastUsed: false,
  action: {
    kind: 'form',
    submitUrl: `/api/interaction/${uid}/methods/m-password`,
    steps: [
      [{ name: 'username', kind: 'text', required: true, autocomplete: 'username' }],
      [{ name: 'password', kind: 'password', required: true, autocomplete: 'current-password' }],
    ],
    renewal: { name: 'newPassword', kind: 'password', required: true, autocomplete: 'new-password', minLength: 15 },
  },
};

export const otherMethods: readonly SignInMethodView[] = [
  'Partner PKI',
  'Smart card',
  'Visitors',
  'Research network',
  'Field service',
  'Old badge',
  'Laboratory',
].map((name, position) => ({ ...mtls, id: `m-other-${position}`, name, group: 'other' }));

const certificate: CertificateSummary = {
  name: 'Alice Archer',
  subject: 'CN=Alice Archer,OU=Research,O=Example Works,C=DE',
  issuerName: 'Example Works People CA',
  issuer: 'CN=Example Works People CA,O=Example Works,C=DE',
  serialNumber: '5F3A91BC04D27E6618A0',
  notBefore: daysFromNow(-251),
  notAfter: daysFromNow(114),
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  key: 'EC P-256',
  purposes: ['clientAuth', 'emailProtection'],
  alternativeNames: ['email:alice@example.test', 'uri:urn:example:person:alice'],
};

const expiredCertificate: CertificateSummary = {
  ...certificate,
  notBefore: daysFromNow(-400),
  notAfter: daysFromNow(-36),
};

const futureCertificate: CertificateSummary = {
  ...certificate,
  notBefore: daysFromNow(12),
  notAfter: daysFromNow(377),
};

export const alice = { id: 'a-1', name: 'Alice Archer', username: 'alice', pictureUrl: null } as const;
export const bob = { id: 'a-2', name: 'Bob Baker', username: 'bob@example.test', pictureUrl: null } as const;

export const view = (change: Partial<InteractionView> = {}): InteractionView => ({
  uid,
  step: 'sign_in',
  application: {
    name: 'Demo application',
    homepageUrl: 'https://localhost:8444/',
    policyUrl: null,
    termsUrl: null,
  },
  uiLocales: [],
  loginHint: null,
  promptLogin: false,
  methods: [mtls, password],
  accounts: [],
  attempt: null,
  consent: null,
  ...change,
});

const certificates: Partial<Record<ErrorCode, CertificateSummary | null>> = {
  'certificate.missing': null,
  'certificate.malformed': null,
  'certificate.expired': expiredCertificate,
  'certificate.not_yet_valid': futureCertificate,
  'certificate.self_signed': { ...certificate, issuer: certificate.subject, issuerName: certificate.name },
};

const links: readonly ChainLink[] = [
  { name: 'Alice Archer', keyId: '11', role: 'certificate', standing: 'known' },
  { name: 'Example Works People CA', keyId: 'aabbccddeeff00112233', role: 'issuer', standing: 'known' },
  { name: 'Example Works Root', keyId: '99', role: 'root', standing: 'known' },
];

/** A chain result in which the test at `place` failed at one link. */
export const judged = (
  code: ErrorCode,
  place: number,
  { chain = links, failedLink = 0, facts = null }: Partial<CertificateJudgement> = {},
): CertificateJudgement => ({
  chain,
  tests: certificateTests.map((test, index) => ({
    test,
    outcome: index < place ? 'passed' : index === place ? 'failed' : 'skipped',
  })),
  code,
  facts,
  failedLink,
});

export const namesake = judged('certificate.untrusted', 2, {
  chain: links.slice(0, 2).map((link, index) => (index === 1 ? { ...link, standing: 'namesake' } : link)),
  failedLink: 1,
});

export const attempt = (code: ErrorCode, linkable = false): PresentedAttempt => ({
  id: 't-1',
  methodId: mtls.id,
  code,
  certificate: code in certificates ? (certificates[code] ?? null) : certificate,
  judgement: null,
  linkable,
});

export const consent: NonNullable<InteractionView['consent']> = {
  account: alice,
  scopes: [
    { scope: 'openid', api: null, description: null, claims: [] },
    {
      ...{ scope: 'profile', api: null, description: null },
      claims: ['name', 'given_name', 'family_name', 'preferred_username', 'picture', 'locale'],
    },
    {
      ...{ scope: 'email', api: null, description: null, claims: ['email', 'email_verified'] },
      fields: [{ key: 'desk', labels: { en: 'Desk number', de: 'Platz' } }],
    },
    { scope: 'offline_access', api: null, description: null, claims: [] },
    { scope: 'read:reports', api: 'Northwind Reports', description: 'Read your reports', claims: [] },
  ],
  identifiers: [],
};

const method = { type: 'mtls', name: 'Employee card' };
const shown = { issuerName: certificate.issuerName, serialNumber: certificate.serialNumber };
export const workCard: ConsentIdentifier = {
  ...{ id: 'i-1', label: 'Work card', method, certificate: shown },
  ...{ released: true, required: false },
};
export const oldCard: ConsentIdentifier = { ...workCard, id: 'i-2', label: 'Old card', released: false };

export const refusal: NonNullable<InteractionView['refusal']> = {
  account: { id: 'a', name: 'Alice Archer', username: 'alice', pictureUrl: null },
  reason: 'members',
  contact: 'it@example.test',
  mayAsk: true,
  organization: null,
  asked: null,
};

/** A person who has a badge, and lacks the card. */
export const required = (change: Partial<RequiredIdentifiersView> = {}): RequiredIdentifiersView => ({
  ...{ account: alice, skippable: false, from: null, obstacle: null, contact: 'it@example.test', adding: null },
  identifiers: [
    { ...mtls, name: 'Company card', requirement: 'each', missing: true },
    { ...mtls, id: 'm-badge', name: 'Badge', requirement: 'each', missing: false },
  ],
  ...change,
});
