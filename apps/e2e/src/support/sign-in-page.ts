import type { InteractionView, PresentedAttempt, SignInMethodView } from '@postern/contracts';
import {
  type AuthorizationRequest,
  authorizationRequest,
  type HttpAnswer,
  type HttpBrowser,
  openSignIn,
  type RelyingParty,
} from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import { demoParty } from './people.js';

/** A sign-in page that is open in a browser. */
export interface OpenSignIn {
  readonly browser: HttpBrowser;
  readonly uid: string;
  readonly request: AuthorizationRequest;
  readonly party: RelyingParty;
}

/** Opens the sign-in page, of the demo application unless told. */
export const beginSignIn = async (
  postern: PosternConfig,
  browser: HttpBrowser,
  { party = demoParty(postern), ...extra }: { readonly party?: RelyingParty } & Readonly<Record<string, unknown>> = {},
): Promise<OpenSignIn> => {
  const request = authorizationRequest(party, extra as Record<string, string>);
  return { browser, uid: await openSignIn(browser, request), request, party };
};

export const viewOf = ({ issuer }: Pick<RelyingParty, 'issuer'>, browser: HttpBrowser, uid: string, attempt?: string) =>
  browser.getJson<InteractionView>(
    `${new URL(issuer).origin}/api/interaction/${uid}${attempt === undefined ? '' : `?attempt=${attempt}`}`,
  );

type Action<K extends string> = Extract<SignInMethodView['action'], { readonly kind: K }>;

/** How a method of this sign-in starts: the first of its kind, or the one with this id. */
export const actionOf = async <K extends 'navigate' | 'form'>(
  { browser, uid, party }: OpenSignIn,
  kind: K,
  methodId?: string,
): Promise<Action<K>> => {
  const { methods } = await viewOf(party, browser, uid);
  const found = methods.find(({ id, action }) => action.kind === kind && (methodId === undefined || id === methodId));
  if (found === undefined) throw new Error(`no ${kind} method among ${methods.map(({ name }) => name).join(', ')}`);
  return found.action as Action<K>;
};

/** Address on the certificate's origin that the sign-in page leads to. */
export const certificateAddress = async (page: OpenSignIn, methodId?: string): Promise<string> =>
  (await actionOf(page, 'navigate', methodId)).startUrl;

/** Sends username and password; the answer says where to go on, or why not. */
export const submitPassword = async (
  page: OpenSignIn,
  { username, password }: { readonly username: string; readonly password: string },
  linkAttempt?: string,
): Promise<HttpAnswer> => {
  const { submitUrl } = await actionOf(page, 'form');
  return page.browser.postJson(new URL(submitUrl, page.party.issuer).href, {
    values: { username, password },
    ...(linkAttempt === undefined ? {} : { linkAttempt }),
  });
};

export const locationIn = ({ status, body }: HttpAnswer): string => {
  if (status !== 200) throw new Error(`the sign-in does not go on: ${status} ${body}`);
  return (JSON.parse(body) as { readonly location: string }).location;
};

/** Shows the browser's certificate and ends back on the sign-in page that says why it was refused. */
export const presentInVain = async (page: OpenSignIn, startUrl?: string): Promise<PresentedAttempt> => {
  const { browser, uid, party } = page;
  const { url } = await browser.follow(startUrl ?? (await certificateAddress(page)));
  const { pathname, searchParams } = new URL(url);
  const attemptId = searchParams.get('attempt');
  if (pathname !== `/sign-in/${uid}` || attemptId === null) throw new Error(`not on the sign-in page but at ${url}`);
  const { attempt } = await viewOf(party, browser, uid, attemptId);
  if (attempt === null) throw new Error('nothing is said about the certificate');
  return attempt;
};

/** Whether an address of the browser's way is the application's, with a code. */
export const isSignedIn = (address: string | null, { redirectUri }: RelyingParty): boolean =>
  address?.startsWith(redirectUri) === true && new URL(address).searchParams.has('code');
