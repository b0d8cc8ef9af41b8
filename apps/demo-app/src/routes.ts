import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LogoutTokens } from './logout-token.js';
import { accountPage, errorPage, notFoundPage, welcomePage } from './pages.js';
import { remember, sessionCookie } from './sessions.js';
import type { Session, Sessions } from './sessions.js';
import type { SignIn } from './sign-in.js';
import { alreadySignedIn, explainError, unknownState } from './words.js';

export interface Services {
  readonly origin: string;
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  /** Lazily, since the keys' address comes from discovery. */
  readonly logoutTokens: () => Promise<LogoutTokens>;
  readonly now: () => number;
}

export type Route = (services: Services, request: IncomingMessage, response: ServerResponse) => Promise<void>;

const send = (response: ServerResponse, status: number, page: string): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(page);
};

const redirect = (response: ServerResponse, location: string, cookie?: string): void => {
  response.writeHead(303, { location, 'cache-control': 'no-store', ...(cookie ? { 'set-cookie': cookie } : {}) }).end();
};

const home: Route = async ({ origin, sessions, now }, request, response) => {
  const signedIn = sessions.find(request.headers.cookie)?.signedIn;
  const already = new URL(origin + (request.url ?? '/')).searchParams.has('already');
  send(response, 200, signedIn ? accountPage(signedIn, already ? alreadySignedIn : null, now()) : welcomePage());
};

const startSignIn: Route = async ({ origin, signIn, sessions }, request, response) => {
  const chooseAccount = new URL(origin + (request.url ?? '/')).searchParams.get('account') === 'other';
  const { location, pending } = await signIn.start({ chooseAccount });
  const session = sessions.find(request.headers.cookie) ?? sessions.create();
  remember(session, pending);
  redirect(response, location.href, sessionCookie(session));
};

const finishSignIn: Route = async ({ origin, signIn, sessions }, request, response) => {
  // From the configured origin, never from the Host header.
  const callback = new URL(origin + (request.url ?? '/'));
  const session = sessions.find(request.headers.cookie);
  const state = callback.searchParams.get('state') ?? '';
  const pending = session?.pending.get(state);
  // A second tab that finishes after the first: somebody is signed in here, perhaps somebody else, so it says who.
  if (session?.signedIn && !pending) return redirect(response, '/?already');
  if (!session || !pending) return send(response, 400, errorPage(unknownState));
  session.pending.delete(state);
  const signedIn = await signIn.finish(callback, pending);
  // A new session id at sign-in: nobody can have planted this one.
  sessions.end(session);
  const fresh = sessions.create();
  fresh.signedIn = signedIn;
  redirect(response, '/', sessionCookie(fresh));
};

const refreshOnce = async (signIn: SignIn, session: Session): Promise<void> => {
  if (session.signedIn) session.signedIn = await signIn.refresh(session.signedIn);
};

const refresh: Route = async ({ signIn, sessions, now }, request, response) => {
  const session = sessions.find(request.headers.cookie);
  if (!session?.signedIn) return redirect(response, '/');
  try {
    session.refreshing ??= refreshOnce(signIn, session).finally(() => (session.refreshing = null));
    await session.refreshing;
    redirect(response, '/');
  } catch (error) {
    send(response, 200, accountPage(session.signedIn, explainError(error), now()));
  }
};

const signOut: Route = async ({ signIn, sessions }, request, response) => {
  const session = sessions.find(request.headers.cookie);
  if (!session?.signedIn) return redirect(response, '/', sessionCookie(null));
  sessions.end(session);
  const location = await signIn.signOutLocation(session.signedIn);
  redirect(response, location.href, sessionCookie(null));
};

const maxBody = 16 * 1024;

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += String(chunk);
    if (body.length > maxBody) throw new Error('The request is too large.');
  }
  return new URLSearchParams(body);
};

/** OpenID Connect Back-Channel Logout 1.0 §2.8: 200 when done, 400 when the token is no good; never cached. */
const backChannelLogout: Route = async ({ sessions, logoutTokens }, request, response) => {
  let status = 200;
  try {
    const form = await readForm(request);
    sessions.endAll(await (await logoutTokens()).verify(form.get('logout_token') ?? ''));
  } catch {
    status = 400;
  }
  response.writeHead(status, { 'cache-control': 'no-store', 'content-type': 'application/json' });
  response.end(status === 200 ? '' : '{"error":"invalid_request"}');
};

export const routes: Readonly<Record<string, Route>> = {
  'GET /': home,
  'GET /sign-in': startSignIn,
  'GET /callback': finishSignIn,
  'POST /refresh': refresh,
  'POST /sign-out': signOut,
  'POST /back-channel-logout': backChannelLogout,
};

/** Page for errors that a route throws. */
export const showError = (response: ServerResponse, error: unknown): void => {
  if (response.headersSent) return void response.end();
  const explanation = explainError(error);
  send(response, explanation.code === 'unreachable' ? 503 : 400, errorPage(explanation));
};

/** Page for unknown URLs. */
export const showNotFound = (response: ServerResponse): void => send(response, 404, notFoundPage());
