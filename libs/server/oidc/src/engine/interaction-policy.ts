import { interactionPolicy } from 'oidc-provider';

/** What may have to be asked before an application gets its answer, in this order: which account, who are you, may it. */
export const createInteractionPolicy = (): interactionPolicy.DefaultPolicy => {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
};
