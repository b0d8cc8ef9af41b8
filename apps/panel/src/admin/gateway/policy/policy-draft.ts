import type { GatewayPolicy } from '@postern/contracts';
import type { PolicyProblem } from './policy-problem';
import { policyText, readPolicy } from './read-policy';

/** One policy in two spellings that are kept in step. */
export interface PolicyDraft {
  /** The last one that could be read. */
  readonly policy: GatewayPolicy;
  /** JSON, as somebody types it. */
  readonly text: string;
  /** Why the text is no policy; null when it is `policy`. */
  readonly unreadable: PolicyProblem | null;
}

/** From the form: the JSON is written anew. */
export const draftOf = (policy: GatewayPolicy): PolicyDraft => ({ policy, text: policyText(policy), unreadable: null });

/** From the JSON, which stays as it was typed; the form follows as soon as it can be read. */
export const draftOfText = (text: string, before: PolicyDraft): PolicyDraft => {
  const { policy, problem } = readPolicy(text);
  return policy ? { policy, text, unreadable: null } : { policy: before.policy, text, unreadable: problem };
};
