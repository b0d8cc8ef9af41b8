import { mayBeRepeated } from '@postern/database';
import { SignInEndedError } from '@postern/errors';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { Proof, SessionOrigin } from '../storage/artifact.js';
import { type Arrival, ReplayError, RedeemedTwiceError, type UnitOfWork } from '../storage/unit-of-work.js';
import { answerEnded } from './ended-sign-in.js';
import type { InteractionCookies } from './interaction-cookies.js';
import type { InteractionPages } from './interaction-pages.js';

const header = 'content-security-policy';

/**
 * The engine has two pages that post themselves: answers by `response_mode=form_post`, and sign-out without a session. Each holds one
 * inline script, whose hash the engine adds to `script-src` where there is one: the policy of the server has one, which admits nothing.
 * Lets such a
 * page post to the application, wherever that sends the browser next; every other answer stays as strict.
 */
const admitEngineForm = (ctx: KoaContextWithOIDC): void => {
  const policy = ctx.res.getHeader(header);
  if (typeof policy !== 'string' || !policy.includes(" 'sha256-")) return;
  ctx.set(header, policy.replace("'none' 'sha256-", "'sha256-").replace(/form-action [^;]*(;|$)/, ''));
};

/**
 * Revocation succeeds without a body (RFC 7009 §2.2), and the engine sends that as plain text. Some clients read every answer as
 * JSON and fail on it, so it becomes an empty object.
 */
const answerRevocationInJson = (ctx: KoaContextWithOIDC): void => {
  if (ctx.oidc?.route === 'revocation' && ctx.status === 200 && ctx.body === '') ctx.body = {};
};

/** What a finished sign-in leaves in the interaction's result, for the session that the engine makes next. */
interface SignInResult {
  readonly login?: object;
  readonly signIn?: SessionOrigin;
  readonly proof?: Proof;
}

const arrivalOf = (ctx: KoaContextWithOIDC): Arrival => {
  const { login, signIn, proof } = (ctx.oidc?.result ?? {}) as SignInResult;
  if (login === undefined) return {};
  // A sign-in without a proof is refused.
  if (proof === undefined) throw new SignInEndedError('no proof');
  return { proof, ...(signIn !== undefined && { origin: signIn }) };
};

/** Nothing was written; browsers retry by themselves, programs get Retry-After. */
const answerUnavailable = (ctx: KoaContextWithOIDC): void => {
  ctx.res.removeHeader('set-cookie');
  ctx.res.removeHeader('location');
  ctx.status = 503;
  ctx.set('Retry-After', '2');
  ctx.set('Cache-Control', 'no-store');
  if (ctx.method === 'GET' && ctx.accepts('json', 'html') === 'html') {
    ctx.set('Refresh', '2');
    ctx.type = 'html';
    ctx.body =
      '<!doctype html><title>One moment</title><p>The sign-in service is starting again. This page reloads by itself.</p>';
    return;
  }
  ctx.body = {
    error: 'temporarily_unavailable',
    error_description: 'the server is temporarily unavailable; try again in a moment',
  };
};

/** As the engine itself answers an assertion that it knows. */
const answerReplay = (ctx: KoaContextWithOIDC): void => {
  const error = new errors.InvalidClientAuth('client assertion tokens must only be used once');
  ctx.status = error.statusCode;
  ctx.body = { error: error.error, error_description: error.error_description };
  ctx.oidc.provider.emit('grant.error', ctx, error);
};

/** Wraps every request to the engine in one unit of work, and reports temporary failures as such. */
export const createEngineEdge =
  (units: UnitOfWork, cookies: InteractionCookies, pages: InteractionPages) =>
  async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    try {
      await units.run(
        async (work) => {
          await next();
          if (mayBeRepeated(work.failure)) throw work.failure;
        },
        () => arrivalOf(ctx),
      );
    } catch (error) {
      if (error instanceof RedeemedTwiceError) {
        ctx.status = 400;
        ctx.body = { error: 'invalid_grant', error_description: 'grant request is invalid' };
        return;
      }
      if (error instanceof SignInEndedError) {
        await answerEnded(ctx, units, cookies);
        return;
      }
      if (error instanceof ReplayError) {
        answerReplay(ctx);
        return;
      }
      if (!mayBeRepeated(error)) throw error;
      answerUnavailable(ctx);
      return;
    }
    cookies.replace(ctx);
    await pages.answer(ctx);
    answerRevocationInJson(ctx);
    admitEngineForm(ctx);
  };
