import { createHash, randomBytes } from 'node:crypto';
import type { HttpBrowser } from './http-browser.js';

/** A relying party, as far as a sign-in needs to know it. */
export interface RelyingParty {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent for a public client. */
  readonly clientSecret?: string;
  readonly redirectUri: string;
  readonly scope?: string;
  /** The API that the access token is for (RFC 8707). */
  readonly resource?: string;
}

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token?: string;
  readonly scope?: string;
}

/** An authorization request under way, with what its end is checked against. */
export interface AuthorizationRequest {
  readonly url: string;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** What the sign-in page draws, as far as a machine needs it. */
interface View {
  readonly uid: string;
  readonly methods: readonly {
    readonly id: string;
    readonly action: { readonly kind: string; readonly startUrl?: string; readonly submitUrl?: string };
  }[];
}

const random = (): string => randomBytes(32).toString('base64url');

export const authorizationRequest = (
  party: RelyingParty,
  extra: Readonly<Record<string, string>> = {},
): AuthorizationRequest => {
  const [verifier, state, nonce] = [random(), random(), random()];
  const query = new URLSearchParams({
    client_id: party.clientId,
    redirect_uri: party.redirectUri,
    response_type: 'code',
    scope: party.scope ?? 'openid profile email',
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(party.resource === undefined ? {} : { resource: party.resource }),
    ...extra,
  });
  return { url: `${party.issuer}/auth?${query.toString()}`, verifier, state, nonce };
};

/** A sign-in page that is open. */
interface OpenPage {
  readonly uid: string;
  /** Its data, where they came along with the page. */
  readonly view?: View;
}

const dataBlock = /<script type="application\/json" id="sign-in">(.*?)<\/script>/s;

/** The view in a sign-in page that is the answer to an authorization request; undefined: there is none. */
export const givenView = <T extends object = View>(html: string): T | undefined => {
  const json = dataBlock.exec(html)?.[1];
  return json === undefined ? undefined : (JSON.parse(json) as { readonly view: T }).view;
};

/** Opens the authorization request as a browser does: the answer is the sign-in page, or a redirect to it. */
const openPage = async (browser: HttpBrowser, request: AuthorizationRequest): Promise<OpenPage> => {
  const { location, status, body } = await browser.navigate(request.url);
  const view = status === 200 ? givenView(body) : undefined;
  const uid = view?.uid ?? /\/sign-in\/([^/?#]+)/.exec(location ?? '')?.[1];
  if (uid === undefined) throw new Error(`no sign-in page but ${status} ${location ?? body}`);
  return { uid, view };
};

/** Opens the authorization request; answers the uid of the interaction whose page it leads to. */
export const openSignIn = async (browser: HttpBrowser, request: AuthorizationRequest): Promise<string> =>
  (await openPage(browser, request)).uid;

/** The first method of a kind in the view of an interaction, which is asked for unless it is given. */
export const findMethod = async (
  browser: HttpBrowser,
  issuer: string,
  uid: string,
  kind: 'navigate' | 'form',
  given?: View,
): Promise<View['methods'][number]> => {
  const view = given ?? (await browser.getJson<View>(`${new URL(issuer).origin}/api/interaction/${uid}`));
  const method = view.methods?.find(({ action }) => action.kind === kind);
  if (method === undefined) throw new Error(`no ${kind} method in ${JSON.stringify(view)}`);
  return method;
};

/** Goes from the certificate's origin back to the application; answers the authorization code. */
export const returnWithCode = async (
  browser: HttpBrowser,
  party: RelyingParty,
  from: string,
  state: string,
): Promise<string> => {
  const answer = await browser.follow(from, (location) => location.startsWith(party.redirectUri));
  const callback = new URL(answer.location ?? answer.url);
  const code = callback.searchParams.get('code');
  if (code === null || callback.searchParams.get('state') !== state) {
    throw new Error(`no authorization code: ${answer.status} ${callback.href} ${answer.body.slice(0, 300)}`);
  }
  return code;
};

export const redeem = async (
  browser: HttpBrowser,
  party: RelyingParty,
  code: string,
  verifier: string,
): Promise<Tokens> => {
  const { clientId, clientSecret, redirectUri, resource } = party;
  const { status, body } = await browser.postForm(
    `${party.issuer}/token`,
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...(clientSecret === undefined ? { client_id: clientId } : {}),
      ...(resource === undefined ? {} : { resource }),
    },
    clientSecret === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
  );
  if (status !== 200) throw new Error(`no tokens: ${status} ${body}`);
  return JSON.parse(body) as Tokens;
};

/**
 * A whole certificate sign-in in four requests: the authorization request, whose answer is the sign-in page with its data, the certificate
 * handshake, the way back with the code, tokens. Five, where the page is not part of that answer.
 */
export const signInByCertificate = async (browser: HttpBrowser, party: RelyingParty): Promise<Tokens> => {
  const request = authorizationRequest(party);
  const { uid, view } = await openPage(browser, request);
  const { action } = await findMethod(browser, party.issuer, uid, 'navigate', view);
  const code = await returnWithCode(browser, party, action.startUrl ?? '', request.state);
  return redeem(browser, party, code, request.verifier);
};

/** A whole sign-in with username and password; `newPassword` replaces a one-time password on the way. */
export const signInByPassword = async (
  browser: HttpBrowser,
  party: RelyingParty,
  username: string,
  password: string,
  newPassword?: string,
): Promise<Tokens> => {
  const request = authorizationRequest(party);
  const { uid, view } = await openPage(browser, request);
  const { action } = await findMethod(browser, party.issuer, uid, 'form', view);
  const answer = await browser.postJson(new URL(action.submitUrl ?? '', party.issuer).href, {
    values: { username, password, ...(newPassword !== undefined && { newPassword }) },
  });
  if (answer.status !== 200) throw new Error(`not signed in: ${answer.status} ${answer.body}`);
  const { location } = JSON.parse(answer.body) as { location: string };
  return redeem(browser, party, await returnWithCode(browser, party, location, request.state), request.verifier);
};
