import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { validateIdToken } from '../engine-internals/id-tokens.js';

interface Hint {
  readonly payload: { readonly sub?: unknown };
}

/** The engine reads the hint only when the request begins; after a sign-in it is read here. */
const hintOf = async ({ oidc }: KoaContextWithOIDC): Promise<Hint | undefined> => {
  const { IdTokenHint: known } = oidc.entities as { IdTokenHint?: Hint };
  const token = oidc.params?.['id_token_hint'];
  if (known !== undefined || typeof token !== 'string') return known;
  try {
    return await validateIdToken(oidc.provider, token, oidc.client);
  } catch {
    throw new errors.InvalidRequest('could not validate id_token_hint');
  }
};

/** Whether the person named by the application (`id_token_hint`) differs from the one signed in. */
export const namesAnother = async (ctx: KoaContextWithOIDC): Promise<boolean> => {
  const hint = await hintOf(ctx);
  return hint !== undefined && hint.payload.sub !== ctx.oidc.session?.accountId;
};
