import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { RequiredIdentifiersDetails } from './required-details.js';

const { Check, Prompt } = interactionPolicy;

/** Name of the prompt. */
export const identifiersPrompt = 'identifiers';

/**
 * A page for people without an identifier that the application requires: after it is known that they may enter, and before they are asked
 * for consent. An application that may not show a page gets `interaction_required` (OpenID Connect Core §3.1.2.6).
 */
export const addRequirementPrompt = (
  policy: interactionPolicy.DefaultPolicy,
  asks: (ctx: KoaContextWithOIDC) => Promise<boolean>,
  details: (ctx: KoaContextWithOIDC) => Promise<RequiredIdentifiersDetails>,
): void => {
  const consent = policy.findIndex(({ name }) => name === 'consent');
  if (consent === -1) throw new Error('the engine has no consent prompt');
  const check = new Check(
    'identifiers_missing',
    'the person has to add an identifier that this application requires',
    'interaction_required',
    async (ctx) => ((await asks(ctx)) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT),
    async (ctx) => ({ ...(await details(ctx)) }),
  );
  policy.add(new Prompt({ name: identifiersPrompt, requestable: false }, check), consent);
};

/**
 * Leads a person who wants to add an identifier back to the sign-in, because what they proved is too old. They stay the same person.
 *
 * @param stale whether they asked for it, and have not proved anything since
 */
export const addProofCheck = (
  policy: interactionPolicy.DefaultPolicy,
  stale: (ctx: KoaContextWithOIDC) => boolean,
): void => {
  policy
    .get('login')
    ?.checks.add(
      new Check('proof_too_old', 'a fresh sign-in is needed to add an identifier', 'login_required', (ctx) =>
        stale(ctx) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
      ),
    );
};
