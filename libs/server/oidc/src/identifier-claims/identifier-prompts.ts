import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { AskedIdentifier } from './asked-identifiers.js';

const { Check } = interactionPolicy;

/** Reasons for the consent page that have nothing to do with scopes. */
export const identifierReasons: ReadonlySet<string> = new Set(['identifiers_undecided', 'certificate_required']);

/** What the consent page has to know, in the details of its prompt. */
export interface IdentifierDetails {
  readonly identifiers?: readonly AskedIdentifier[];
}

type Ask = (ctx: KoaContextWithOIDC) => Promise<readonly AskedIdentifier[]>;

/** An application that may not show a page gets its answer without those that the person was not asked about. */
const undecided = (ask: Ask) =>
  new Check(
    'identifiers_undecided',
    'the person has identifiers that they were not asked about',
    'consent_required',
    async (ctx) => {
      if (ctx.oidc.prompts.has('none')) return Check.NO_NEED_TO_PROMPT;
      return (await ask(ctx)).some(({ choice }) => choice === null);
    },
  );

const required = (ask: Ask) =>
  new Check(
    'certificate_required',
    'the application has to know which certificate the person uses, and they have not allowed it',
    'consent_required',
    async (ctx) => (await ask(ctx)).some((each) => each.required && each.choice !== true),
  );

/** Puts the questions about identifiers on the consent page, and asks for it where a question is open. */
export const addIdentifierPrompts = (policy: interactionPolicy.DefaultPolicy, ask: Ask): void => {
  const consent = policy.get('consent');
  if (consent === undefined) throw new Error('the engine has no consent prompt');
  consent.checks.add(undecided(ask));
  consent.checks.add(required(ask));
  const { details } = consent;
  consent.details = async (ctx) => {
    const identifiers = await ask(ctx);
    return { ...(await details(ctx)), ...(identifiers.length > 0 && ({ identifiers } satisfies IdentifierDetails)) };
  };
};
