import type { InteractionView } from '@postern/contracts';
import type { HttpBrowser } from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import { locationIn, viewOf } from './sign-in-page.js';

/** What a person does on the sign-in pages. */
export interface Visitor {
  readonly browser: HttpBrowser;
  /** The browser's certificate is used without. */
  readonly password?: { readonly username: string; readonly password: string };
  /** `deny` goes back to the application at the consent page. */
  readonly consent?: 'allow' | 'deny';
}

export interface VisitEnd {
  /** Where the application is called back, with the engine's answer. */
  readonly callback: URL;
  /** The pages that were shown on the way. */
  readonly views: readonly InteractionView[];
  readonly steps: readonly InteractionView['step'][];
}

const uidIn = (address: string): string | undefined => /\/sign-in\/([\w-]{16,})(?:$|[?#])/.exec(address)?.[1];

/** Opens an authorization request and does what every page on the way asks for, until the application is called back. */
export const visit = async (
  postern: PosternConfig,
  visitor: Visitor,
  request: string,
  redirectUri: string,
): Promise<VisitEnd> => {
  const { browser } = visitor;
  const views: InteractionView[] = [];
  const isBack = (address: string) => address.startsWith(redirectUri);
  let next = request;
  while (views.length < 5) {
    const { location, url } = await browser.follow(next, isBack);
    if (location !== null) return { callback: new URL(location), views, steps: views.map(({ step }) => step) };
    const uid = uidIn(url);
    if (uid === undefined) throw new Error(`ended at ${url}`);
    const view = await viewOf(postern, browser, uid);
    views.push(view);
    next = await proceed(postern, visitor, view);
  }
  throw new Error('too many pages');
};

const proceed = async (
  { origins }: PosternConfig,
  { browser, password, consent = 'allow' }: Visitor,
  { uid, step, methods, accounts }: InteractionView,
): Promise<string> => {
  const post = async (path: string, body: unknown = {}) =>
    locationIn(await browser.postJson(`${origins.public}${path}`, body));
  if (step === 'consent') return post(`/api/interaction/${uid}/${consent === 'allow' ? 'consent' : 'abort'}`);
  if (step === 'choose_account') return post(`/api/interaction/${uid}/account`, { accountId: accounts[0]?.id });
  const { username = '', password: secret = '' } = password ?? {};
  const kind = password === undefined ? 'navigate' : 'form';
  const action = methods.find((method) => method.action.kind === kind)?.action;
  if (action === undefined) throw new Error(`no ${kind} method on the page`);
  return action.kind === 'navigate'
    ? action.startUrl
    : post(action.submitUrl, { values: { username, password: secret } });
};
