import type { IncomingMessage } from 'node:http';
import type { EncryptionKeys } from '@postern/config';
import { readCookies } from '@postern/requests';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { signedCookie } from '../engine-internals/cookies.js';
import { type CookieKeys, createCookieKeys } from './cookie-keys.js';
import { cookieNames } from './engine-cookies.js';
import { interactionLifetime } from './interaction-lifetime.js';

const prefix = '__Host-postern_interaction_';
/** Sign-ins that one browser can have open. A cookie of one takes about 65 bytes of every request. */
const mostOpen = 32;
/** Cookies that one answer takes back: browsers and proxies bound the headers of an answer, too. */
const mostTakenBack = 16;
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** Eight of 64 characters tell the sign-ins of one browser apart. The value says which sign-in it is. */
const nameOf = (uid: string): string => `${prefix}${uid.slice(0, 8)}`;
const takenBack = (name: string): string => `${name}=; Max-Age=0; ${attributes}`;

const isEngines = (line: string): boolean =>
  [cookieNames.interaction, cookieNames.resume].some(
    (name) => line.startsWith(`${name}=`) || line.startsWith(`${name}.sig=`),
  );

/** Uid of the interaction that this request resumes: the engine's path `/auth/{uid}`. */
const resumedUid = (path: string | undefined): string | undefined => /^\/auth\/([\w-]+)(?:\?|$)/.exec(path ?? '')?.[1];

/**
 * Which browser began a sign-in. The engine has two cookies for that, told apart by their path. A sibling host could set them, because a
 * name with `__Secure-` allows `Domain`. So they never leave the server: the browser gets one cookie for each sign-in instead, with a name
 * of its own that starts with `__Host-` (RFC 6265bis §4.1.3.2). Two tabs do not share it. Its value is a signature of the uid.
 */
export class InteractionCookies {
  private readonly keys: CookieKeys;

  constructor(keys: EncryptionKeys) {
    this.keys = createCookieKeys(keys);
  }

  /** Whether the browser that sends the request began this interaction. */
  areOf(request: Pick<IncomingMessage, 'headers'>, uid: string): boolean {
    const name = nameOf(uid);
    return readCookies(request).some(
      ([given, value]) => given === name && this.keys.verify(`interaction=${uid}`, value),
    );
  }

  /** Adds the cookies that the engine expects, if the browser began this interaction. */
  translate(request: IncomingMessage, uid: string | undefined = resumedUid(request.url)): void {
    if (uid === undefined || !this.areOf(request, uid)) return;
    const names = [cookieNames.interaction, cookieNames.resume];
    const pairs = names.map((name) => signedCookie(this.keys, name, uid)).join('; ');
    if (request.headers.cookie?.startsWith(pairs)) return;
    // First, because the engine takes the first cookie of a name.
    request.headers.cookie = [pairs, request.headers.cookie].join('; ');
  }

  /** Replaces what the engine set: a cookie for the interaction that begins, none for the one that ended. */
  replace(ctx: KoaContextWithOIDC): void {
    const lines = [ctx.res.getHeader('set-cookie') ?? []].flat().map(String);
    const own = lines.filter((line) => !isEngines(line));
    if (own.length === lines.length) return;
    const begun = lines.some(
      (line) => line.startsWith(`${cookieNames.interaction}=`) && !line.startsWith(`${cookieNames.interaction}=;`),
    );
    const ended = lines.some((line) => line.startsWith(`${cookieNames.resume}=;`)) ? resumedUid(ctx.path) : undefined;
    const uid = begun ? ctx.oidc?.entities.Interaction?.uid : undefined;
    if (ended !== undefined) own.push(takenBack(nameOf(ended)));
    if (uid !== undefined) own.push(...this.tooMany(ctx.req, ended).map(takenBack), this.lineOf(uid));
    if (own.length > 0) ctx.res.setHeader('set-cookie', own);
    else ctx.res.removeHeader('set-cookie');
  }

  /** Set-Cookie of an interaction that lives from now on. */
  lineOf(uid: string): string {
    return `${nameOf(uid)}=${this.keys.sign(`interaction=${uid}`)}; Max-Age=${interactionLifetime}; ${attributes}`;
  }

  /** The oldest ones beyond the limit: browsers send older cookies first (RFC 6265 §5.4). */
  private tooMany(request: IncomingMessage, ended: string | undefined): readonly string[] {
    const open = readCookies(request)
      .map(([name]) => name)
      .filter((name) => name.startsWith(prefix) && (ended === undefined || name !== nameOf(ended)));
    return open.slice(0, Math.min(Math.max(open.length - mostOpen + 1, 0), mostTakenBack));
  }
}
