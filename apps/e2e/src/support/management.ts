import { type ManagementScope, managementScopes, panelClientId, panelScopes, type Problem } from '@postern/contracts';
import { type HttpAnswer, type HttpBrowser, type RelyingParty, signInByPassword } from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import { openBrowser } from './people.js';

/** The panel as a machine plays it: a public client whose access token is for the management API. */
export const panelParty = (
  { issuer, origins }: PosternConfig,
  scopes: readonly ManagementScope[] = [...managementScopes, ...panelScopes],
): RelyingParty => ({
  issuer,
  clientId: panelClientId,
  redirectUri: `${origins.public}/panel/callback`,
  scope: ['openid', 'profile', 'email', ...scopes].join(' '),
  resource: `${origins.public}/api/v2`,
});

/** An answer of the API that is not what a test counted on. */
class UnexpectedAnswer extends Error {
  constructor(what: string, { status, body }: HttpAnswer) {
    super(`${what} answered ${status} ${body.slice(0, 500)}`);
  }
}

/** The management API with somebody's token. Paths are relative to `/api/v2`. */
export class Management {
  constructor(
    readonly postern: PosternConfig,
    readonly token: string,
    readonly browser: HttpBrowser = openBrowser(postern),
  ) {}

  /** Signs in to the panel with a password; all scopes are asked for, the role decides. */
  static async signIn(
    postern: PosternConfig,
    { username, password }: { readonly username: string; readonly password: string },
    browser: HttpBrowser = openBrowser(postern),
  ): Promise<Management> {
    const { access_token: token } = await signInByPassword(browser, panelParty(postern), username, password);
    return new Management(postern, token, browser);
  }

  static asAdministrator = (postern: PosternConfig): Promise<Management> => Management.signIn(postern, postern.admin);

  send(method: string, path: string, body?: unknown): Promise<HttpAnswer> {
    return this.browser.send(`${this.postern.origins.public}/api/v2${path}`, {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  get = <T>(path: string): Promise<T> => this.expect<T>('GET', path);
  post = <T>(path: string, body: unknown = {}): Promise<T> => this.expect<T>('POST', path, body);
  patch = <T>(path: string, body: unknown): Promise<T> => this.expect<T>('PATCH', path, body);
  delete = (path: string): Promise<void> => this.expect('DELETE', path);

  private async expect<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send(method, path, body);
    if (answer.status >= 300) throw new UnexpectedAnswer(`${method} ${path}`, answer);
    return (answer.body === '' ? undefined : JSON.parse(answer.body)) as T;
  }
}

/** What a problem response says, apart from the request it was about. */
export const problemOf = ({ status, headers, body }: HttpAnswer): Pick<Problem, 'status' | 'code'> => {
  if (!String(headers['content-type']).startsWith('application/problem+json')) {
    throw new Error(`no problem response but ${status} ${body.slice(0, 300)}`);
  }
  const { code } = JSON.parse(body) as Problem;
  return { status, code };
};
