import { randomUUID } from 'node:crypto';
import { authorizationRequest } from '@postern/http-browser';
import { panelClientId } from '@postern/contracts';
import type { Browser } from './browser.js';
import { seedPeople } from './seed-people.js';
import { issuer, publicOrigin, type TestServer } from './test-server.js';

interface SignInPage {
  readonly step: string;
  readonly otherAccountExpected?: boolean;
}

/** Where an authorization request ended, and the pages on the way. */
export interface Outcome {
  readonly pages: readonly SignInPage[];
  readonly code: string | null;
  readonly error: string | null;
  /** The page that waits for input, if the application was not called back. */
  readonly waiting: boolean;
  readonly verifier: string;
}

export interface TestPerson {
  readonly username: string;
  readonly name: string;
  readonly password: string;
}

export const seedPerson = async (server: TestServer, username = `person-${randomUUID()}`): Promise<TestPerson> => {
  const person = { username, name: username, password: 'a long enough passphrase' };
  await seedPeople(server, [person]);
  return person;
};

type Settings = Readonly<Record<string, unknown>>;

/** An application and the people who use it, each in a browser of their own. */
export class TestParty {
  private constructor(
    readonly server: TestServer,
    readonly clientId: string,
    readonly secret: string | undefined,
    readonly redirectUri: string,
  ) {}

  static async register(
    server: TestServer,
    settings: Settings = {},
    redirectUri = 'https://app.test/callback',
  ): Promise<TestParty> {
    const { body, status, text } = await server.manage('POST', 'clients', {
      name: 'Application',
      redirect_uris: [redirectUri],
      ...(settings['app_type'] === undefined && { token_endpoint_auth_method: 'client_secret_post' }),
      ...settings,
    });
    if (status !== 201) throw new Error(text);
    const { client_id: id, client_secret: secret } = body as { client_id: string; client_secret: string | null };
    return new TestParty(server, id, secret ?? undefined, redirectUri);
  }

  /** The panel, which must exist. */
  static panel(server: TestServer): TestParty {
    return new TestParty(server, panelClientId, undefined, `${publicOrigin}/panel/callback`);
  }

  /** An authorization request's address and its PKCE verifier. */
  request(extra: Readonly<Record<string, string>> = {}) {
    const { clientId, redirectUri } = this;
    return authorizationRequest({ issuer, clientId, redirectUri, scope: 'openid profile email' }, extra);
  }

  /**
   * Opens an authorization request and signs in once if the page asks for it.
   *
   * @param person undefined: nobody signs in
   */
  async visit(browser: Browser, person?: TestPerson, extra: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const { url, verifier } = this.request(extra);
    const pages: SignInPage[] = [];
    let location = url;
    let left = person === undefined ? 0 : 1;
    for (;;) {
      location = await this.follow(browser, location);
      if (location.startsWith(this.redirectUri)) {
        const { searchParams } = new URL(location);
        return { pages, code: searchParams.get('code'), error: searchParams.get('error'), waiting: false, verifier };
      }
      const uid = location.split('/').at(-1) ?? '';
      const { body } = await browser.get(this.server, `/api/interaction/${uid}`);
      pages.push(body as SignInPage);
      if ((body as SignInPage).step !== 'sign_in' || left-- === 0) {
        return { pages, code: null, error: null, waiting: true, verifier };
      }
      location = await this.signIn(browser, body as View, person!);
    }
  }

  redeem(code: string | null, verifier: string, headers = {}) {
    const { clientId: client_id, secret: client_secret, redirectUri: redirect_uri } = this;
    const grant = { grant_type: 'authorization_code', code: code ?? '', redirect_uri, code_verifier: verifier };
    return this.server.token({ ...grant, client_id, client_secret }, headers);
  }

  private async follow(browser: Browser, address: string): Promise<string> {
    let location = address;
    while (!location.startsWith(this.redirectUri) && !/\/sign-in\//.test(location)) {
      const answer = await browser.get(this.server, location);
      if (answer.headers['location'] === undefined) throw new Error(`${location}: ${answer.status} ${answer.text}`);
      location = String(answer.headers['location']);
    }
    return location;
  }

  private async signIn(browser: Browser, { methods }: View, { username, password }: TestPerson): Promise<string> {
    const form = methods.find(({ action }) => action.kind === 'form');
    const submitted = await browser.post(this.server, form!.action.submitUrl, { values: { username, password } });
    if (submitted.status !== 200) throw new Error(submitted.text);
    return (submitted.body as { location: string }).location;
  }
}

interface View {
  readonly methods: readonly { readonly action: { readonly kind: string; readonly submitUrl: string } }[];
}
