import { authorizationRequest } from '@postern/http-browser';
import { registerClient } from './assertion-clients.js';
import { Browser } from './browser.js';
import { seedPeople } from './seed-people.js';
import { issuer, type TestServer } from './test-server.js';

const redirectUri = 'https://app.test/callback';

export const password = 'a long enough passphrase';

/** A sign-in with the right password, not continued yet. */
export interface WaitingSignIn {
  readonly browser: Browser;
  readonly location: string;
  readonly verifier: string;
}

/** A method on the sign-in page. */
export interface OfferedMethod {
  readonly id: string;
  readonly action: { readonly submitUrl?: string; readonly startUrl?: string };
}

/** Where the form of an interaction's first method that has one is sent. */
export const formOf = (methods: readonly { readonly action: { readonly submitUrl?: string } }[]): string =>
  methods.find(({ action }) => action.submitUrl !== undefined)?.action.submitUrl ?? '';

/** People who sign in to a first-party application, step by step. */
export class SignIns {
  private constructor(
    private readonly server: TestServer,
    readonly clientId: string,
    private readonly secret: string,
  ) {}

  static async with(server: TestServer): Promise<SignIns> {
    const client = await registerClient(server, {
      app_type: 'regular_web',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'client_secret_post',
      first_party: true,
    });
    return new SignIns(server, client.id, client.secret);
  }

  /** @returns the account's id */
  async person(username: string): Promise<string> {
    await seedPeople(this.server, [{ username, name: username, password }]);
    const [row] = await this.server.sql<{ id: string }>('select id from account where username = $1', [username]);
    return row!.id;
  }

  async begin(browser = new Browser()): Promise<{ browser: Browser; submitUrl: string; verifier: string }> {
    const { methods, verifier } = await this.open(browser);
    return { browser, submitUrl: formOf(methods), verifier };
  }

  /** What the sign-in page of a new sign-in offers. */
  async open(
    browser: Browser,
  ): Promise<{ readonly uid: string; readonly methods: readonly OfferedMethod[]; readonly verifier: string }> {
    const request = authorizationRequest(
      { issuer, clientId: this.clientId, redirectUri, scope: 'openid offline_access' },
      { prompt: 'login' },
    );
    const page = await browser.get(this.server, request.url);
    const uid = String(page.headers['location']).split('/').at(-1) ?? '';
    const { methods } = (await browser.get(this.server, `/api/interaction/${uid}`)).body;
    return { uid, methods, verifier: request.verifier };
  }

  async prove(username: string, browser?: Browser): Promise<WaitingSignIn> {
    const begun = await this.begin(browser);
    const values = { username, password };
    const { body, text } = await begun.browser.post(this.server, begun.submitUrl, { values });
    if (body?.location === undefined) throw new Error(text);
    return { browser: begun.browser, location: body.location, verifier: begun.verifier };
  }

  /** @returns the code; undefined where the sign-in leads back to its page, with why */
  async goOn({ browser, location }: WaitingSignIn): Promise<{ readonly code?: string; readonly page?: string }> {
    let next = location;
    while (!next.startsWith(redirectUri)) {
      const { headers, text } = await browser.get(this.server, next);
      if (headers['location'] === undefined) throw new Error(text);
      next = String(headers['location']);
      if (next.startsWith('/sign-in/')) return { page: next };
    }
    return { code: new URL(next).searchParams.get('code') ?? '' };
  }

  async redeem(code: string, verifier: string): Promise<{ readonly refresh_token?: string; readonly error?: string }> {
    const credentials = { client_id: this.clientId, client_secret: this.secret };
    const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
    return (await this.server.token({ ...credentials, ...grant })).body;
  }

  async refresh(refreshToken: string): Promise<number> {
    const credentials = { client_id: this.clientId, client_secret: this.secret };
    return (await this.server.token({ ...credentials, grant_type: 'refresh_token', refresh_token: refreshToken }))
      .status;
  }

  /** Kinds of unconsumed entries that the engine stores for an account. */
  async kept(accountId: string): Promise<readonly string[]> {
    const rows = await this.server.sql<{ model: string }>(
      'select distinct model from oidc_artifact where account_id = $1 and consumed_at is null order by model',
      [accountId],
    );
    return rows.map(({ model }) => model);
  }
}
