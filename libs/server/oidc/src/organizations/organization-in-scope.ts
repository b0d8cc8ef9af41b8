import { organizationName } from './requested-organization.js';

type Parameters = Readonly<Record<string, unknown>>;

const prefix = `${organizationName}:`;

/**
 * An authorization request in which `organization:acme` in the scope stands for the scope `organization` and the parameter
 * `organization=acme`. Several organizations become several parameters, which the engine refuses.
 */
export const withOrganizationOfScope = (parameters: Parameters): Parameters => {
  const { scope, [organizationName]: asked } = parameters;
  if (typeof scope !== 'string' || !scope.includes(prefix)) return parameters;
  const words = scope.split(' ');
  const named = words.filter((word) => word.startsWith(prefix) && word !== prefix);
  if (named.length === 0) return parameters;
  const all = new Set([...[asked ?? []].flat(), ...named.map((word) => word.slice(prefix.length))]);
  const [first, ...others] = all;
  return {
    ...parameters,
    scope: [...new Set([...words.filter((word) => !named.includes(word)), organizationName])].join(' '),
    [organizationName]: others.length === 0 ? first : [...all],
  };
};
