import type { GatewayPolicy } from '@postern/contracts';
import type { PolicyProblem } from './policy-problem';
import { policyText, readPolicy } from './read-policy';

/** A policy as form and as JSON, kept in sync. */
export interface PolicyDraft {
  /** The last valid policy. */
  readonly policy: GatewayPolicy;
  /** The JSON as typed. */
  readonly text: string;
  /** Why the text is not a valid policy; null if it is. */
  readonly unreadable: PolicyProblem | null;
}

/** A change in the form: regenerates the JSON. */
export const draftOf = (policy: GatewayPolicy): PolicyDraft => ({ policy, text: policyText(policy), unreadable: null });

/** A change in the JSON, which stays as typed; the form follows once it can be parsed. */
export const draftOfText = (text: string, before: PolicyDraft): PolicyDraft => {
  const { policy, problem } = readPolicy(text);
  return policy ? { policy, text, unreadable: null } : { policy: before.policy, text, unreadable: problem };
};
