import { BlockList, isIPv6 } from 'node:net';
import type { EntryFacts } from '@postern/accounts';
import type {
  AccessRule,
  ClientAccess,
  EntryRefusal,
  MemberRole,
  OrganizationRole,
  OrganizationStatus,
  Role,
} from '@postern/contracts';

/** What a browser showed when it asked for the application. */
export interface EntryEvidence {
  /** Null: not known. */
  readonly address: string | null;
  /** Of certificates that the session was proved with, by methods that the application offers. */
  readonly certificates: readonly {
    /** Null: not known, from before it was kept. */
    readonly methodId?: string | null;
    readonly issuer: string;
    readonly policies: readonly string[];
  }[];
}

/** A person who wants to enter. */
export interface Entrant extends EntryFacts {
  readonly role: Role;
  /** Id of the organization that the sign-in is for; absent: of none. */
  readonly signsInFor?: string | undefined;
  readonly evidence: EntryEvidence;
  /** Whether an organization or profile field of the rule admits the person. */
  readonly admittedByProfile: boolean;
}

const mapped = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** Whether an address is in one of the networks. An IPv4-mapped IPv6 address is the IPv4 address (RFC 4291 §2.5.5.2). */
const isWithin = (address: string | null, networks: readonly string[]): boolean => {
  const bare = address?.split('%')[0]?.replace(mapped, '');
  if (bare === undefined || networks.length === 0) return false;
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', prefix] = network.split('/');
    const family = isIPv6(base) ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(base, family);
    else list.addSubnet(base, Number(prefix), family);
  }
  return list.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
};

/** Names are compared as they are shown, without regard to case and to spaces between their parts. */
const comparable = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\s*,\s*/g, ',')
    .trim();

const someOf = <T>(wanted: readonly T[], held: readonly T[]): boolean => wanted.some((each) => held.includes(each));

const meets = (
  { roles, groups, issuers, policies, addresses }: AccessRule,
  { role, groups: held, evidence, admittedByProfile }: Entrant,
): boolean =>
  roles.includes(role) ||
  admittedByProfile ||
  someOf(groups, held) ||
  someOf(
    issuers.map(comparable),
    evidence.certificates.map(({ issuer }) => comparable(issuer)),
  ) ||
  evidence.certificates.some((certificate) => someOf(policies, certificate.policies)) ||
  isWithin(evidence.address, addresses);

const judgeRule = (rule: AccessRule, entrant: Entrant, now: Date): EntryRefusal | null => {
  if (!meets(rule, entrant)) return 'rule';
  if (rule.from !== null && now < new Date(rule.from)) return 'too_early';
  if (rule.until !== null && now >= new Date(rule.until)) return 'too_late';
  return null;
};

/** Whether a rule needs to know what the browser showed. */
export const needsEvidence = ({ rule }: ClientAccess): boolean =>
  rule !== null && (rule.issuers.length > 0 || rule.policies.length > 0 || rule.addresses.length > 0);

/** Whether a rule needs to know more of the person than what is read with every account. */
export const needsProfile = ({ rule }: ClientAccess): boolean =>
  rule !== null && (rule.organizations.length > 0 || rule.fields.length > 0);

/** What decides of an application. */
export interface EnteredClient {
  readonly clientId: string;
  readonly access: ClientAccess;
  /** Undefined: the system's. */
  readonly organization: { readonly id: string; readonly status: OrganizationStatus } | undefined;
}

/** Owners and managers administer the applications of their organization. */
const administering: ReadonlySet<OrganizationRole> = new Set(['owner', 'manager']);

/** Of the person in the application: what its administrators said, or what follows from the organization. */
const roleIn = (organization: EnteredClient['organization'], role: MemberRole | null, entrant: Entrant) => {
  if (organization === undefined || !Object.hasOwn(entrant.organizations, organization.id)) return role;
  const there = entrant.organizations[organization.id]?.role;
  return there !== undefined && administering.has(there) ? 'administrator' : (role ?? 'member');
};

/** Only members sign in for an organization, and nobody while it is suspended. */
const mayActFor = ({ signsInFor: id, organizations }: Entrant): boolean =>
  id === undefined || (Object.hasOwn(organizations, id) && organizations[id]?.status === 'active');

/** Whether a person may enter an application: null, or why not. What is not known does not admit. */
export const judgeEntry = (
  { clientId, access: { mode, rule }, organization }: EnteredClient,
  entrant: Entrant,
  now: Date,
): EntryRefusal | null => {
  const membership = Object.hasOwn(entrant.memberships, clientId) ? entrant.memberships[clientId] : undefined;
  if (membership?.blocked === true) return 'blocked';
  if (organization?.status === 'suspended') return 'suspended';
  if (!mayActFor(entrant)) return 'organization';
  const role = roleIn(organization, membership?.role ?? null, entrant);
  if (mode === 'everybody' || role === 'administrator') return null;
  if (mode === 'administrators') return 'administrators';
  if (role === 'member') return null;
  return mode === 'rule' && rule !== null ? judgeRule(rule, entrant, now) : 'members';
};
