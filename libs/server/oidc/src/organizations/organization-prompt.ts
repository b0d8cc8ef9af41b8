import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { OrganizationChoice, SignInOrganization } from './sign-in-organizations.js';

const { Check, Prompt } = interactionPolicy;

/** Name of the prompt. */
export const organizationPrompt = 'organization';

/** What the sign-in page has to know, in the details of its prompt. */
export interface OrganizationDetails {
  readonly organizations?: readonly OrganizationChoice[];
}

/**
 * People in several organizations choose one: after they may enter the application, and before they are asked for consent. An application
 * that may not show a page gets `interaction_required` (OpenID Connect Core §3.1.2.6).
 */
export const addOrganizationPrompt = (
  policy: interactionPolicy.DefaultPolicy,
  read: (ctx: KoaContextWithOIDC) => Promise<SignInOrganization>,
): void => {
  const consent = policy.findIndex(({ name }) => name === 'consent');
  if (consent === -1) throw new Error('the engine has no consent prompt');
  const check = new Check(
    'organization_undecided',
    'the person is in several organizations and has to choose one',
    'interaction_required',
    async (ctx) => (await read(ctx)).choices.length > 0,
    async (ctx) => ({ organizations: (await read(ctx)).choices }) satisfies OrganizationDetails,
  );
  policy.add(new Prompt({ name: organizationPrompt, requestable: false }, check), consent);
};
