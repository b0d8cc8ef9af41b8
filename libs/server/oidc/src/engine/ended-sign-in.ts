import { interactionPaths } from '@postern/contracts';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { restartInteraction } from '../engine-internals/interactions.js';
import type { UnitOfWork } from '../storage/unit-of-work.js';
import type { InteractionCookies } from './interaction-cookies.js';
import { interactionLifetime } from './interaction-lifetime.js';

/**
 * Nothing was written, because the proof or session behind the request has been ended: by a new password, an administrator or another
 * browser of the same person. A sign-in starts again on its page, which says why; any other authorization request is repeated without the
 * session; a program gets `invalid_grant`.
 */
export const answerEnded = async (
  ctx: KoaContextWithOIDC,
  units: UnitOfWork,
  cookies: InteractionCookies,
): Promise<void> => {
  ctx.res.removeHeader('set-cookie');
  ctx.res.removeHeader('location');
  ctx.set('Cache-Control', 'no-store');
  const interaction = ctx.oidc?.entities.Interaction;
  if (ctx.oidc?.route === 'resume' && interaction !== undefined) {
    // A separate unit of work: the writes of this request must not be stored.
    await units.gather(() => units.run(() => restartInteraction(interaction, interactionLifetime)));
    ctx.set('set-cookie', cookies.lineOf(interaction.uid));
    ctx.status = 303;
    ctx.redirect(`${interactionPaths.page(interaction.uid)}#error=sign_in.ended`);
    return;
  }
  if (ctx.oidc?.route === 'authorization' && ctx.method === 'GET') {
    ctx.status = 303;
    ctx.redirect((ctx.req as { readonly originalUrl?: string }).originalUrl ?? '/');
    return;
  }
  ctx.status = 400;
  ctx.body = { error: 'invalid_grant', error_description: 'grant request is invalid' };
};
