import { interactionPolicy } from 'oidc-provider';
import { ownMetadataOf } from './client-metadata.js';
import { namesAnother } from './id-token-hint.js';

const { Check, Prompt } = interactionPolicy;

/** OpenID Connect Core §3.1.2.1: a code only for the person whom the hint names. */
const hintCheck = new Check(
  'id_token_hint',
  'id_token_hint and authenticated subject do not match',
  'login_required',
  async (ctx) => ((await namesAnother(ctx)) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT),
);

/** RFC 8252 §8.6, except for first-party applications; see ADR 0023. */
const forgetNativeCheckOfFirstParty = (policy: interactionPolicy.DefaultPolicy): void => {
  const checks = policy.get('consent')?.checks;
  const native = checks?.get('native_client_prompt');
  if (native === undefined) throw new Error('the engine has no check of native applications');
  const { check } = native;
  native.check = (ctx) =>
    ctx.oidc.client !== undefined && ownMetadataOf(ctx.oidc.client).first_party === true
      ? Check.NO_NEED_TO_PROMPT
      : check(ctx);
};

/** Prompts before an application gets its response, in this order: account choice, sign-in, consent. */
export const createInteractionPolicy = (): interactionPolicy.DefaultPolicy => {
  const policy = interactionPolicy.base();
  const { checks } = policy.get('login') ?? {};
  checks?.remove('id_token_hint');
  checks?.add(hintCheck);
  forgetNativeCheckOfFirstParty(policy);
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
};
