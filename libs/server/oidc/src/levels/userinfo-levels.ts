import { signInReaches, type ToldSignIn } from '@postern/contracts';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { ownMetadataOf } from '../engine/client-metadata.js';

/** RFC 9470 §3: the token is good, but its sign-in is not what is needed now. */
class InsufficientUserAuthentication extends errors.OIDCProviderError {
  override readonly error_description = 'the sign-in of this token does not reach a required level';

  constructor(readonly acrValues: readonly string[]) {
    super(401, 'insufficient_user_authentication');
  }
}

interface Token {
  readonly extra?: ToldSignIn;
}

/**
 * An application whose administrator demands a level learns nothing of people by tokens from a sign-in below it, such as tokens from
 * before the demand.
 *
 * @throws InsufficientUserAuthentication
 */
export const assertLevelAtUserinfo = ({ oidc }: KoaContextWithOIDC, token: unknown): void => {
  if (oidc.route !== 'userinfo' || oidc.client === undefined) return;
  const { accepted_acr_values: accepted = [] } = ownMetadataOf(oidc.client);
  if (accepted.length === 0 || signInReaches((token as Token | undefined)?.extra ?? {}, accepted)) return;
  throw new InsufficientUserAuthentication(accepted);
};

const plain = 'error="insufficient_user_authentication"';

/** The engine's challenge names the error only; RFC 9470 §3 adds what a new sign-in has to reach. */
export const nameLevelsInChallenge = (ctx: KoaContextWithOIDC): void => {
  const challenge = ctx.response.get('www-authenticate');
  if (ctx.status !== 401 || !challenge.includes(plain) || ctx.oidc.client === undefined) return;
  const { accepted_acr_values: accepted = [] } = ownMetadataOf(ctx.oidc.client);
  ctx.set('WWW-Authenticate', challenge.replace(plain, `${plain}, acr_values="${accepted.join(' ')}"`));
};
