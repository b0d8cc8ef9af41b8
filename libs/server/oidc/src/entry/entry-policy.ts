import type { EntryRefusal } from '@postern/contracts';
import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';

const { Check, Prompt } = interactionPolicy;

/** Name of the prompt. */
export const accessPrompt = 'access';

/** What the sign-in page has to know, in the details of its prompt. */
export interface EntryDetails {
  readonly refusal?: EntryRefusal;
}

type Judge = (ctx: KoaContextWithOIDC) => Promise<EntryRefusal | null>;

/**
 * A page for people who may not enter the application: after they have proved who they are, and before they are asked for consent. An
 * application that may not show a page gets `access_denied` (RFC 6749 §4.1.2.1).
 *
 * @param refused is told of a refusal
 */
export const addEntryPrompt = (
  policy: interactionPolicy.DefaultPolicy,
  judge: Judge,
  refused: (ctx: KoaContextWithOIDC, refusal: EntryRefusal) => void,
): void => {
  const consent = policy.findIndex(({ name }) => name === 'consent');
  if (consent === -1) throw new Error('the engine has no consent prompt');
  const check = new Check(
    'access_denied',
    'the person may not enter this application',
    'access_denied',
    async (ctx) => {
      const refusal = await judge(ctx);
      if (refusal === null) return Check.NO_NEED_TO_PROMPT;
      refused(ctx, refusal);
      return Check.REQUEST_PROMPT;
    },
    async (ctx) => ({ refusal: await judge(ctx) }),
  );
  policy.add(new Prompt({ name: accessPrompt, requestable: false }, check), consent);
};
