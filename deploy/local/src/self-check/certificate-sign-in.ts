import { createHash, randomBytes } from 'node:crypto';
import type { InteractionView } from '@postern/contracts';
import type { PosternConfig } from '../installation/postern-json.js';
import { locationOf, Visitor, type VisitOptions } from './visitor.js';

/** How a sign-in with a certificate ended. */
export type Outcome =
  /** The handoff was made, and not redeemed. */
  | { readonly kind: 'handed_off' }
  | { readonly kind: 'signed_in' }
  | { readonly kind: 'refused'; readonly code: string; readonly seen: boolean }
  /** No demo application, or no certificate method enabled, which an administrator may have chosen. */
  | { readonly kind: 'not_offered' }
  | { readonly kind: 'broken'; readonly where: string };

export interface SignInOptions extends VisitOptions {
  /** Go back to the public origin too, and be signed in or refused. Without it only a handoff is left, which expires. */
  readonly redeem: boolean;
}

/** Tries a sign-in, beginning with the demo application's request. */
export const trySignIn = async (config: PosternConfig, { redeem, ...options }: SignInOptions): Promise<Outcome> => {
  if (config.demoClient === null) return { kind: 'not_offered' };
  const visitor = new Visitor(config);
  const page = locationOf(await visitor.get(authorizationAddress(config, config.demoClient)));
  const [, uid] = /\/sign-in\/([^/?#]+)/.exec(page) ?? [];
  if (uid === undefined) return { kind: 'not_offered' };
  const view = `/api/interaction/${uid}`;

  const interaction = await visitor.get(view);
  if (interaction.status !== 200) return { kind: 'broken', where: `the interaction answers ${interaction.status}` };
  const { methods } = JSON.parse(interaction.body) as InteractionView;
  const [startUrl] = methods.flatMap(({ action }) => (action.kind === 'navigate' ? [action.startUrl] : []));
  if (startUrl === undefined) return { kind: 'not_offered' };

  const answer = await visitor.get(startUrl, options);
  const back = locationOf(answer);
  if (!back.startsWith(`${config.origins.public}${view}/certificate?`)) {
    return { kind: 'broken', where: `the certificate listener answers ${answer.status} ${back.replace(/\?.*/, '')}` };
  }
  if (!redeem) return { kind: 'handed_off' };
  const end = locationOf(await visitor.get(back));
  if (end.startsWith(`${config.demoClient.redirect_uri}?code=`)) return { kind: 'signed_in' };
  const { search } = new URL(end || '/', config.origins.public);
  const { attempt } = JSON.parse((await visitor.get(view + search)).body) as Partial<InteractionView>;
  if (!attempt) return { kind: 'broken', where: 'the sign-in pages know of no attempt' };
  return { kind: 'refused', code: attempt.code, seen: attempt.certificate !== null };
};

const authorizationAddress = (config: PosternConfig, client: NonNullable<PosternConfig['demoClient']>): string => {
  const query = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: client.redirect_uri,
    response_type: 'code',
    scope: 'openid',
    state: 'self-check',
    code_challenge: createHash('sha256').update(randomBytes(32)).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return `${config.issuer}/auth?${query.toString()}`;
};
