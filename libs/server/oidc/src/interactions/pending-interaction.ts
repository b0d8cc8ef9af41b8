import type { EntryRefusal } from '@postern/contracts';
import type Provider from 'oidc-provider';
import { accessPrompt, type EntryDetails } from '../entry/entry-policy.js';
import type { DemandedLevels } from '../levels/level-policy.js';
import { type OrganizationDetails, organizationPrompt } from '../organizations/organization-prompt.js';
import { organizationName } from '../organizations/requested-organization.js';
import type { OrganizationChoice } from '../organizations/sign-in-organizations.js';
import type { RequiredIdentifiers, RequiredIdentifiersDetails } from '../required-identifiers/required-details.js';
import { identifiersPrompt } from '../required-identifiers/requirement-policy.js';

export type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** An authorization request that waits for a person. */
export interface PendingInteraction {
  readonly uid: string;
  readonly prompt:
    'login' | 'consent' | 'select_account' | typeof accessPrompt | typeof organizationPrompt | typeof identifiersPrompt;
  /** The application insists on a fresh proof although somebody is signed in. */
  readonly mustAuthenticate: boolean;
  /** A person other than the one named by the application (`id_token_hint`) is signed in. */
  readonly otherAccountExpected: boolean;
  readonly clientId: string;
  /** The account that is signed in in this browser. */
  readonly accountId: string | null;
  /** Its session there. */
  readonly sessionUid: string | null;
  /** Level of the last proof of whoever is signed in. */
  readonly provedLevel: string | null;
  /** One of these levels is required; null: any. */
  readonly level: DemandedLevels | null;
  /** Why the person who is signed in may not enter, at prompt `access`. */
  readonly refusal: EntryRefusal | null;
  /** Id of the organization that the application asks for; null: none. */
  readonly organizationId: string | null;
  /** What the person has to choose from, at prompt `organization`. */
  readonly organizations: readonly OrganizationChoice[];
  /** What the person lacks, at prompt `identifiers`. */
  readonly required: RequiredIdentifiers | null;
  readonly uiLocales: readonly string[];
  readonly loginHint: string | null;
  /** Domain whose organization the application expects the person to be in. */
  readonly domainHint: string | null;
}

/** Details of the prompts of our own. */
export interface Details extends EntryDetails, OrganizationDetails, RequiredIdentifiersDetails {
  readonly level?: DemandedLevels;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

export const pendingOf = ({ uid, prompt, params, session }: Interaction): PendingInteraction => {
  const { level, refusal, organizations, required } = prompt.details as Details;
  return {
    uid,
    prompt: prompt.name as PendingInteraction['prompt'],
    mustAuthenticate: prompt.name === 'login',
    otherAccountExpected: session?.accountId !== undefined && prompt.reasons.includes('id_token_hint'),
    clientId: String(params['client_id']),
    accountId: session?.accountId ?? null,
    sessionUid: session?.uid ?? null,
    provedLevel: session?.acr ?? null,
    level: level ?? null,
    refusal: (prompt.name === accessPrompt && refusal) || null,
    organizationId: text(params[organizationName]),
    organizations: (prompt.name === organizationPrompt && organizations) || [],
    required: (prompt.name === identifiersPrompt && required) || null,
    uiLocales: text(params['ui_locales'])?.split(' ') ?? [],
    loginHint: text(params['login_hint']),
    domainHint: text(params['domain_hint']),
  };
};
