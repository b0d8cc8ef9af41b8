import { isIP, isIPv6 } from 'node:net';
import { type AccessRule, type ClientAccess, everybodyEnters } from '@postern/contracts';

/** As a request or a stored row tells it: what it leaves out is empty. */
export interface GivenAccess extends Pick<ClientAccess, 'mode'> {
  readonly rule?: Partial<AccessRule> | null;
  readonly requests?: boolean;
  readonly contact?: string | null;
}

const instant = (text: string | null | undefined): string | null =>
  text === undefined || text === null ? null : new Date(text).toISOString();

const wholeRule = ({
  roles = [],
  groups = [],
  organizations = [],
  fields = [],
  issuers = [],
  policies = [],
  addresses = [],
  from,
  until,
}: Partial<AccessRule>): AccessRule => ({
  ...{ roles, groups, organizations, issuers, policies, addresses },
  fields: fields.map(({ field, value }) => ({ field, value })),
  ...{ from: instant(from), until: instant(until) },
});

/** Always with the same members in the same order, so that equal settings are equal texts. */
export const wholeAccess = (given: GivenAccess | undefined): ClientAccess => {
  if (given === undefined) return everybodyEnters;
  const { mode, rule, requests = false, contact = null } = given;
  return { mode, rule: rule ? wholeRule(rule) : null, requests, contact };
};

/** Conditions of a rule; each of them alone admits. */
const conditions = ['roles', 'groups', 'organizations', 'fields', 'issuers', 'policies', 'addresses'] as const;

const isNetwork = (text: string): boolean => {
  const [address = '', prefix, ...more] = text.split('/');
  if (isIP(address) === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIPv6(address) ? 128 : 32));
};

/** What is wrong with it: path and message. */
export const accessProblems = ({ mode, rule }: ClientAccess): readonly (readonly [path: string, message: string])[] => {
  if (mode !== 'rule') return rule === null ? [] : [['access.rule', 'must be null unless mode is rule']];
  if (rule === null) return [['access.rule', 'must be set when mode is rule']];
  const { from, until, addresses } = rule;
  return [
    ...(conditions.every((name) => rule[name].length === 0)
      ? ([['access.rule', 'must have at least one condition']] as const)
      : []),
    ...(from !== null && until !== null && from >= until
      ? ([['access.rule.until', 'must end after it begins']] as const)
      : []),
    ...addresses.flatMap((each, index) =>
      isNetwork(each) ? [] : ([[`access.rule.addresses.${index}`, 'must be an address or a network']] as const),
    ),
  ];
};
