import {
  type CertificateSummary,
  inEachLanguage,
  type InteractionView,
  type PageAppearance,
  type PreviewScreen,
  type PresentedAttempt,
  providerIcon,
  type SignInMethodView,
} from '@postern/contracts';

const day = 86_400_000;
const after = (days: number): string => new Date(Date.now() + days * day).toISOString();

const card =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="#000" stroke-width="1.5"><rect x="2.5" y="4.5" width="15" height="11" rx="2"/><path d="M2.5 8.5h15"/></svg>';
const key =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="#000" stroke-width="1.5"><circle cx="7" cy="10" r="3.5"/><path d="M10.5 10h7v3"/></svg>';

const byCertificate: SignInMethodView = {
  ...{ id: 'certificate', name: null, group: 'main', icon: providerIcon(card), logoUrl: null, lastUsed: false },
  labels: inEachLanguage(() => ({ methodName: 'mTLS', fields: {} })),
  action: { kind: 'navigate', startUrl: '#', freshStartUrl: '#', expiresAt: after(1) },
};

const words = {
  en: ['Username and password', 'Username', 'Password'],
  fr: ['Nom d’utilisateur et mot de passe', 'Nom d’utilisateur', 'Mot de passe'],
  de: ['Benutzername und Passwort', 'Benutzername', 'Passwort'],
  es: ['Nombre de usuario y contraseña', 'Nombre de usuario', 'Contraseña'],
  it: ['Nome utente e password', 'Nome utente', 'Password'],
  ru: ['Имя пользователя и пароль', 'Имя пользователя', 'Пароль'],
} as const;

const byPassword: SignInMethodView = {
  ...{ id: 'password', name: null, group: 'main', icon: providerIcon(key), logoUrl: null, lastUsed: false },
  labels: inEachLanguage((language) => {
    const [methodName, username, password] = words[language];
    return { methodName, fields: { username: { label: username }, password: { label: password } } };
  }),
  action: {
    kind: 'form',
    submitUrl: '#',
    steps: [
      [
        { name: 'username', kind: 'text', required: true, autocomplete: 'off' },
        { name: 'password', kind: 'password', required: true, autocomplete: 'off' },
      ],
    ],
  },
};

const certificate: CertificateSummary = {
  ...{
    name: 'Alex Archer',
    subject: 'CN=Alex Archer,O=Example',
    issuerName: 'Example CA',
    issuer: 'CN=Example CA,O=Example',
  },
  ...{
    serialNumber: '5F3A91BC04',
    notBefore: after(-400),
    notAfter: after(-36),
    sha256: '9f86d081'.repeat(8),
    key: 'EC P-256',
  },
  ...{ purposes: ['clientAuth'], alternativeNames: [] },
};

const presented = (code: PresentedAttempt['code'], change: Partial<PresentedAttempt> = {}): PresentedAttempt => ({
  ...{ id: '0b7e', methodId: byCertificate.id, code, certificate, judgement: null, linkable: false },
  ...change,
});

const account = { id: 'a', name: 'Alex Archer', username: 'alex', pictureUrl: null };

const parts: Readonly<Record<PreviewScreen, Partial<InteractionView>>> = {
  methods: {},
  password: { methods: [byPassword] },
  consent: {
    step: 'consent',
    consent: {
      account,
      scopes: [
        { scope: 'openid', api: null, description: null, claims: [] },
        { scope: 'email', api: null, description: null, claims: ['email'] },
      ],
      identifiers: [],
    },
  },
  refused: { attempt: presented('certificate.expired') },
  link: {
    attempt: presented('certificate.not_linked', {
      linkable: true,
      certificate: { ...certificate, notBefore: after(-36), notAfter: after(300) },
    }),
  },
  required: {
    step: 'identifiers',
    methods: [byCertificate],
    required: {
      ...{ account, skippable: false, from: null, obstacle: null, contact: null, adding: null },
      identifiers: [{ ...byCertificate, requirement: 'each', missing: true }],
    },
  },
  error: {},
  no_method: { methods: [] },
};

/** A sign-in that nobody began. */
export const sampleView = (
  screen: PreviewScreen,
  application: string,
  appearance: PageAppearance,
): InteractionView => ({
  ...{ uid: 'preview', step: 'sign_in', uiLocales: [], loginHint: null, promptLogin: false },
  application: { name: application, homepageUrl: 'https://app.example/', policyUrl: '#', termsUrl: '#' },
  ...{ methods: [byCertificate, byPassword], accounts: [], attempt: null, consent: null },
  appearance,
  ...parts[screen],
});
