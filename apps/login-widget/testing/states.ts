import { certificateErrorCodes, type ErrorCode, type InteractionView } from '@postern/contracts';
import type { Page } from 'playwright-core';
import { alice, attempt, bob, consent, mtls, otherMethods, password, uid, view } from './fixtures';

/** What the mocked server answers. */
export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Never answers. */
  readonly hang?: boolean;
}

/** One thing that people can see, and how to get there. */
export interface State {
  readonly name: string;
  /** What follows `/sign-in/`; the sign-in itself unless told. */
  readonly page?: string;
  readonly view: Answer;
  /** Answers to everything else, by the end of the path. */
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly query?: string;
  readonly language?: string;
  readonly act?: (page: Page) => Promise<void>;
}

const shows = (change: Partial<InteractionView>): Answer => ({ body: view(change) });
const problem = (status: number, code: ErrorCode, headers: Record<string, string> = {}): Answer => ({
  status,
  body: { type: `urn:postern:error:${code}`, status, code, title: code, instance: '01JD3W7Q4M' },
  headers: { 'content-type': 'application/problem+json', ...headers },
});
const branded = (accentColor: string): Answer =>
  shows({
    application: {
      ...view().application,
      name: 'Northwind Research Portal',
      accentColor,
      logoUrl: `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="10" fill="#0b6e4f"/><path d="M12 28V12l16 16V12" fill="none" stroke="#fff" stroke-width="3.5"/></svg>')}`,
      policyUrl: 'https://example.test/privacy',
      termsUrl: 'https://example.test/terms',
    },
    methods: [{ ...mtls, lastUsed: true }, password, ...otherMethods],
  });

const toPassword = async (page: Page): Promise<void> => {
  await page
    .getByRole('button', { name: /password/ })
    .first()
    .click();
  await page.getByRole('textbox').first().fill('alice');
  await page.keyboard.press('Enter');
};
const submitPassword = async (page: Page): Promise<void> => {
  await toPassword(page);
  await page.locator('input[type=password]').fill('not the right one');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(200);
};

const submitGerman = async (page: Page): Promise<void> => {
  await page
    .getByRole('button', { name: /Passwort/ })
    .first()
    .click();
  await page.getByRole('textbox').first().fill('alice');
  await page.keyboard.press('Enter');
  await page.locator('input[type=password]').fill('not the right one');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(200);
};

/** A page that asks the server nothing. */
const page = (name: string, address: string, more: Partial<State> = {}): State => ({
  name,
  page: address,
  view: problem(500, 'server.error'),
  ...more,
});
const stops = [
  'invalid_client',
  'invalid_redirect_uri',
  'invalid_request',
  'session_not_found',
  'sign_out_not_found',
  'server_error',
  'temporarily_unavailable',
  'ticket.invalid',
  'Call this number',
];
const pages = (language?: string): readonly State[] => {
  const suffix = language ? `-${language}` : '';
  return [
    page(`sign-out${suffix}`, 'sign-out#xsrf=s&application=Northwind+Research+Portal', { language }),
    page(`signed-out${suffix}`, 'signed-out', { language }),
    page(`signed-out-still${suffix}`, 'signed-out#still=1', { language }),
    page(`signed-out-deleted${suffix}`, 'signed-out#deleted=1', { language }),
    page(`error-address${suffix}`, 'error#error=invalid_redirect_uri&request=01JD3W7Q4M', { language }),
  ];
};

const method = 'm-password';
const methods = shows({ methods: [{ ...mtls, lastUsed: true }, password] });

export const states: readonly State[] = [
  { name: 'loading', view: { hang: true } },
  { name: 'methods', view: methods },
  { name: 'methods-fresh', view: shows({}) },
  { name: 'methods-branded', view: branded('#0b6e4f') },
  { name: 'methods-accent-yellow', view: branded('#ffd60a') },
  { name: 'methods-accent-white', view: branded('#ffffff') },
  { name: 'methods-accent-black', view: branded('#000000') },
  {
    name: 'methods-more',
    view: branded('#0b6e4f'),
    act: (page) => page.getByRole('button', { name: 'Show more' }).click(),
  },
  { name: 'methods-came-back', view: methods, query: '#error=ticket.expired' },
  { name: 'methods-none', view: shows({ methods: [] }) },
  { name: 'form-login', view: methods, act: (page) => page.getByRole('button', { name: /password/ }).click() },
  { name: 'form-only', view: shows({ methods: [password], loginHint: 'alice@example.test' }) },
  { name: 'form-password', view: methods, act: toPassword },
  {
    name: 'form-renewal',
    view: methods,
    answers: { [method]: problem(401, 'password.must_change') },
    act: submitPassword,
  },
  {
    name: 'form-renewal-short',
    view: methods,
    answers: { [method]: problem(401, 'password.must_change') },
    act: async (page) => {
      await submitPassword(page);
      await page.locator('input[type=password]').fill('too short');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'form-renewal-de',
    language: 'de',
    view: methods,
    answers: { [method]: problem(401, 'password.must_change') },
    act: submitGerman,
  },
  {
    name: 'form-expired',
    view: methods,
    answers: { [method]: problem(401, 'password.one_time_expired') },
    act: submitPassword,
  },
  {
    name: 'form-wrong',
    view: methods,
    answers: { [method]: problem(401, 'password.wrong') },
    act: submitPassword,
  },
  {
    name: 'form-too-many',
    view: methods,
    answers: { [method]: problem(429, 'request.too_many', { 'retry-after': '45' }) },
    act: submitPassword,
  },
  {
    name: 'form-server-error',
    view: methods,
    answers: { [method]: problem(500, 'server.error') },
    act: submitPassword,
  },
  { name: 'form-busy', view: methods, answers: { [method]: { hang: true } }, act: submitPassword },
  { name: 'accounts', view: shows({ step: 'choose_account', accounts: [alice, bob] }) },
  { name: 'consent', view: shows({ step: 'consent', consent }) },
  ...certificateErrorCodes.map((code): State => ({
    name: `refused-${code.split('.')[1]}`,
    view: shows({ attempt: attempt(code) }),
  })),
  { name: 'link', view: shows({ attempt: attempt('certificate.not_linked', true) }), query: '?attempt=t-1' },
  {
    name: 'link-details',
    view: shows({ attempt: attempt('certificate.not_linked', true) }),
    act: (page) => page.locator('summary').click(),
  },
  {
    name: 'link-form',
    view: shows({ attempt: attempt('certificate.not_linked', true) }),
    act: toPassword,
  },
  {
    name: 'leaving',
    view: methods,
    answers: { [method]: { body: { location: `/oidc/auth/${uid}` } } },
    act: submitPassword,
  },
  {
    name: 'aborted',
    view: methods,
    answers: { abort: { body: { location: `/oidc/auth/${uid}` } } },
    act: async (page) => {
      await page.getByRole('button', { name: /^Back to/ }).click();
      await page.waitForTimeout(200);
    },
  },
  { name: 'expired', view: problem(404, 'interaction.not_found') },
  { name: 'unavailable', view: problem(503, 'server.unavailable', { 'retry-after': '20' }) },
  { name: 'too-many', view: problem(429, 'request.too_many', { 'retry-after': '90' }) },
  { name: 'server-error', view: problem(500, 'server.error') },
  ...pages(),
  ...stops.map((code) =>
    page(
      `error-${code.replaceAll(/\W/g, '-')}`,
      `error#${new URLSearchParams({ error: code, request: '01JD3W7Q4M' })}`,
    ),
  ),
  page('sign-out-unnamed', 'sign-out#xsrf=s'),
  page('sign-out-nothing', 'sign-out'),
  page('sign-out-confirmed', 'sign-out#xsrf=s&application=Demo+application&confirmed=1'),
  page('sign-out-pressed', 'sign-out#xsrf=s&application=Demo+application', {
    act: (page) => page.getByRole('button', { name: 'Sign out' }).click(),
  }),
  ...['fr', 'de', 'es', 'it', 'ru'].flatMap((language): readonly State[] => [
    { name: `methods-${language}`, view: branded('#0b6e4f'), language },
    { name: `refused-expired-${language}`, view: shows({ attempt: attempt('certificate.expired') }), language },
    { name: `consent-${language}`, view: shows({ step: 'consent', consent }), language },
    { name: `link-${language}`, view: shows({ attempt: attempt('certificate.not_linked', true) }), language },
    ...pages(language),
  ]),
];
