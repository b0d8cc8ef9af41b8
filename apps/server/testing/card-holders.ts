import { randomUUID } from 'node:crypto';
import {
  type Authority,
  type CertificateOptions,
  createAuthority,
  type Issued,
  issueCertificate,
} from '@postern/dev-pki';
import type { PresentedAttempt, Role } from '@postern/contracts';
import {
  isCertificateProvider,
  type PresentedIdentifier,
  SignInCompletion,
  SignInMethodDirectory,
  SignInProviders,
} from '@postern/provider-kit';
import { decodeJwt } from 'jose';
import { Browser } from './browser.js';
import { type Outcome, seedPerson, type TestParty, type TestPerson } from './relying-party.js';
import { publicOrigin, type TestServer } from './test-server.js';

/** Somebody who has a password and a certificate. */
export interface CardHolder extends TestPerson {
  readonly id: string;
  readonly identifierId: string;
  readonly certificate: Issued;
}

/** Data of the sign-in page that tests of levels check. */
export interface LevelPage {
  readonly uid: string;
  readonly step: string;
  readonly requirement?: {
    readonly levels: readonly string[];
    readonly signedIn: { readonly username: string } | null;
    readonly proved: string | null;
    readonly tooOld: boolean;
  } | null;
  readonly attempt?: PresentedAttempt | null;
  readonly methods: readonly {
    readonly id: string;
    readonly action: { readonly kind: 'form' | 'navigate'; readonly startUrl: string; readonly submitUrl: string };
  }[];
}

export interface SignInClaims {
  readonly acr: string;
  readonly amr: readonly string[];
  readonly auth_time: number;
  readonly preferred_username: string;
}

const origin = { address: '192.0.2.10', userAgent: 'test' };

const ok = async (answer: ReturnType<TestServer['manage']>) => {
  const settled = await answer;
  if (settled.status >= 300) throw new Error(settled.text);
  return settled.body as { readonly id: string };
};

/** People with certificates, on a server without Nginx: tests report the handshake to the server themselves. */
export class CardHolders {
  private constructor(
    readonly server: TestServer,
    readonly methodId: string,
    private readonly authority: Authority,
  ) {}

  /**
   * @param settings of the method, besides its trust anchor
   * @param owner the application that has the method for itself, or the organization that has it for its applications
   */
  static async with(
    server: TestServer,
    settings: object = {},
    owner?: string | { readonly organizationId: string },
  ): Promise<CardHolders> {
    const authority = await createAuthority({ subject: 'CN=People' });
    const params = { trustAnchors: [authority.pem], ...settings };
    const input = { type: 'mtls', name: `Card ${randomUUID()}`, enabled: true, params };
    const { id } = await ok(
      typeof owner !== 'string'
        ? server.manage('POST', 'sign-in-methods', { ...input, public: true, ...owner })
        : server.manage('POST', `clients/${owner}/sign-in-methods`, input),
    );
    return new CardHolders(server, id, authority);
  }

  /** @param known somebody who has a card by another method already */
  async add(role: Role = 'member', known?: TestPerson): Promise<CardHolder> {
    const person = known ?? (await seedPerson(this.server));
    const [row] = await this.server.sql<{ id: string }>('select id from account where username = $1', [
      person.username,
    ]);
    const certificate = await issueCertificate(this.authority, { subject: `CN=${randomUUID()}` });
    const body = { methodId: this.methodId, certificate: certificate.pem };
    const { id } = await ok(this.server.manage('POST', `users/${row!.id}/identifiers`, body));
    // Set in the row, because becoming an owner over the API resets the password.
    await this.server.sql('update account set role = $2 where id = $1', [row!.id, role]);
    return { ...person, id: row!.id, identifierId: id, certificate };
  }

  /** A certificate that the method trusts and that is not linked. */
  unlinked(options: Partial<CertificateOptions> = {}): Promise<Issued> {
    return issueCertificate(this.authority, { subject: `CN=${randomUUID()}`, ...options });
  }

  /** Opens an authorization request. Ends at the application or at a page. */
  async open(
    party: TestParty,
    browser: Browser,
    extra: Readonly<Record<string, string>> = {},
  ): Promise<{
    readonly outcome?: Outcome & { readonly description: string | null };
    readonly page?: LevelPage;
    readonly verifier: string;
  }> {
    const { url, verifier } = party.request(extra);
    return this.follow(party, browser, url, verifier);
  }

  /** Follows redirects from a URL. @returns where the browser ends */
  async follow(party: TestParty, browser: Browser, address: string, verifier: string) {
    let location = address;
    while (!location.startsWith(party.redirectUri) && !/\/sign-in\//.test(location)) {
      const answer = await browser.get(this.server, location);
      if (answer.headers['location'] === undefined) throw new Error(`${location}: ${answer.status} ${answer.text}`);
      location = String(answer.headers['location']);
    }
    if (!location.startsWith(party.redirectUri)) return { page: await this.view(browser, location), verifier };
    const { searchParams } = new URL(location);
    const code = searchParams.get('code');
    const [error, description] = [searchParams.get('error'), searchParams.get('error_description')];
    return { outcome: { pages: [], code, error, description, waiting: false, verifier }, verifier };
  }

  async view(browser: Browser, address: string): Promise<LevelPage> {
    const { pathname, searchParams } = new URL(address, publicOrigin);
    const attempt = searchParams.get('attempt');
    const query = attempt === null ? '' : `?attempt=${attempt}`;
    return (await browser.get(this.server, `/api/interaction/${pathname.split('/').at(-1)}${query}`)).body as LevelPage;
  }

  /** Shows a certificate. @returns where the browser continues */
  async show(
    browser: Browser,
    page: Pick<LevelPage, 'methods'>,
    certificate: Issued,
    change: Partial<PresentedIdentifier> = {},
  ): Promise<string> {
    return this.return(browser, await this.present(page, certificate, change));
  }

  /**
   * The same up to the way back.
   *
   * @param by method whose ticket is used; usually the card's own
   */
  async present(
    { methods }: Pick<LevelPage, 'methods'>,
    { der }: Issued,
    change: Partial<PresentedIdentifier> = {},
    by = this.methodId,
  ): Promise<URL> {
    const action = methods.find(({ id }) => id === by)?.action;
    if (action === undefined) throw new Error('the page does not offer the card');
    const completion = this.server.get(SignInCompletion);
    const issued = completion.open(new URL(action.startUrl).searchParams.get('ticket') ?? '');
    const ticket = { ...issued, methodId: this.methodId };
    const method = (await this.server.get(SignInMethodDirectory).find(this.methodId))!;
    const provider = this.server.get(SignInProviders).ofType('mtls');
    if (!isCertificateProvider(provider)) throw new Error('no certificates');
    const identified = await provider.identify(method, der);
    const { acr, amr } = change;
    const raised = acr != null && { acr, ...(amr && { amr }) };
    const candidates = identified.candidates?.map((candidate) => ({ ...candidate, ...raised }));
    const identifier = { ...identified, candidates, ...change };
    return new URL(await completion.present(ticket, identifier, origin));
  }

  /** @returns where the browser continues */
  async return(browser: Browser, back: URL): Promise<string> {
    const { headers, text } = await browser.get(this.server, back.pathname + back.search);
    if (headers['location'] === undefined) throw new Error(text);
    return String(headers['location']);
  }

  /** Sends a password, also where the page offers none. */
  async submit(
    browser: Browser,
    { uid }: Pick<LevelPage, 'uid'>,
    { username, password }: TestPerson,
    linkAttempt?: string,
  ) {
    const [row] = await this.server.sql<{ id: string }>(`select id from sign_in_method where type = 'password'`);
    return browser.post(this.server, `/api/interaction/${uid}/methods/${row!.id}`, {
      values: { username, password },
      linkAttempt,
    });
  }

  /** A browser in which somebody is signed in by password. */
  async signedInByPassword(party: TestParty, holder: CardHolder, browser = new Browser()): Promise<Browser> {
    const { page, verifier } = await this.open(party, browser);
    const { body } = await this.submit(browser, page!, holder);
    const { outcome } = await this.follow(party, browser, (body as { location: string }).location, verifier);
    if (outcome?.code == null) throw new Error(`not signed in: ${outcome?.error}`);
    return browser;
  }

  /** Claims of the ID token about the sign-in. */
  async claims(party: TestParty, code: string | null | undefined, verifier: string): Promise<SignInClaims> {
    const { body } = await party.redeem(code ?? null, verifier);
    return decodeJwt<SignInClaims>((body as { id_token: string }).id_token);
  }

  /** Opens an authorization request, shows the certificate where a page asks for it, and reads the ID token. */
  async stepUp(party: TestParty, browser: Browser, holder: CardHolder, extra = {}) {
    const { page, outcome, verifier } = await this.open(party, browser, extra);
    const end =
      page === undefined
        ? outcome
        : (await this.follow(party, browser, await this.show(browser, page, holder.certificate), verifier)).outcome;
    return { page, claims: await this.claims(party, end?.code, verifier) };
  }
}
