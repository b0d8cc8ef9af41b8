import {
  type AccessRule,
  type ClientAccess,
  everybodyEnters,
  type OrganizationRole,
  type OrganizationStatus,
} from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import { type Entrant, judgeEntry } from './judge-entry.js';

const client = 'app';
const now = new Date('2026-11-30T12:00:00Z');
const nobody: Entrant = {
  ...{ role: 'member', groups: [], memberships: {}, organizations: {} },
  evidence: { address: null, certificates: [] },
  admittedByProfile: false,
};
const empty: AccessRule = {
  ...{ roles: [], groups: [], organizations: [], fields: [], issuers: [], policies: [], addresses: [] },
  ...{ from: null, until: null },
};
const byRule = (rule: Partial<AccessRule>): ClientAccess => ({
  ...everybodyEnters,
  mode: 'rule',
  rule: { ...empty, ...rule },
});
const judge = (access: ClientAccess, entrant: Partial<Entrant> = {}) =>
  judgeEntry({ clientId: client, access, organization: undefined }, { ...nobody, ...entrant }, now);
const from = (address: string): Partial<Entrant> => ({ evidence: { address, certificates: [] } });
const shows = (issuer: string, ...policies: string[]): Partial<Entrant> => ({
  evidence: { address: null, certificates: [{ issuer, policies }] },
});

describe('entry by a rule', () => {
  it('admits nobody without a condition, and nobody by what is not known', () => {
    expect(judge(byRule({}))).toBe('rule');
    expect(judge(byRule({ addresses: ['0.0.0.0/0', '::/0'] }))).toBe('rule');
    expect(judge(byRule({ issuers: ['CN=CA'] }))).toBe('rule');
    expect(judge({ ...everybodyEnters, mode: 'rule' })).toBe('members');
  });

  it.each([
    ['192.0.2.0/24', '192.0.2.7', null],
    ['192.0.2.0/24', '::ffff:192.0.2.7', null],
    ['192.0.2.0/24', '192.0.3.7', 'rule'],
    ['192.0.2.7', '192.0.2.7', null],
    ['2001:db8::/32', '2001:db8::1', null],
    ['2001:db8::/32', '2001:db9::1', 'rule'],
    ['fe80::/10', 'fe80::1%eth0', null],
    ['192.0.2.0/24', 'unknown', 'rule'],
  ])('judges network %s for address %s', (network, address, refusal) => {
    expect(judge(byRule({ addresses: [network] }), from(address))).toBe(refusal);
  });

  it('compares issuers by their parts, not by spaces and case, and never a part of them', () => {
    const rule = byRule({ issuers: ['CN=Staff CA, O=Example'] });

    expect(judge(rule, shows('cn=staff ca,o=example'))).toBe(null);
    expect(judge(rule, shows('CN=Staff CA'))).toBe('rule');
    expect(judge(rule, shows('CN=Staff CA,O=Example,C=XX'))).toBe('rule');
  });

  it('admits by one policy of a certificate', () => {
    const rule = byRule({ policies: ['1.3.6.1.4.1.99999.1'] });

    expect(judge(rule, shows('CN=CA', '1.2.3', '1.3.6.1.4.1.99999.1'))).toBe(null);
    expect(judge(rule, shows('CN=CA', '1.3.6.1.4.1.99999.10'))).toBe('rule');
  });

  it('ends at its end, to the moment', () => {
    const open = byRule({ roles: ['member'], from: now.toISOString() });

    expect(judge(open)).toBe(null);
    expect(judge(byRule({ roles: ['member'], until: now.toISOString() }))).toBe('too_late');
  });
});

describe('a membership', () => {
  it('is one of this application, whatever it is called', () => {
    const access: ClientAccess = { ...everybodyEnters, mode: 'members' };
    const of = (id: string) => ({ memberships: { [id]: { role: 'member' as const, blocked: false } } });

    expect([judge(access, of(client)), judge(access, of('other'))]).toEqual([null, 'members']);
    expect(judgeEntry({ clientId: 'constructor', access, organization: undefined }, nobody, now)).toBe('members');
  });

  it('does not outweigh a block', () => {
    const memberships = { [client]: { role: 'administrator' as const, blocked: true } };

    expect(judge(everybodyEnters, { memberships })).toBe('blocked');
  });
});

describe('entry to an application of an organization', () => {
  const enter = (
    access: ClientAccess,
    roles: Readonly<Record<string, OrganizationRole>> = {},
    status: OrganizationStatus = 'active',
    signsInFor?: string,
  ) => {
    const organizations = Object.fromEntries(
      Object.entries(roles).map(([slug, role]) => [slug, { role, slug, name: slug, status }]),
    );
    const organization = { id: 'north', status } as const;
    return judgeEntry({ clientId: client, access, organization }, { ...nobody, organizations, signsInFor }, now);
  };
  const members: ClientAccess = { ...everybodyEnters, mode: 'members' };

  it('is for members of it, and not for those of others', () => {
    expect(enter(members, { north: 'member' })).toBe(null);
    expect(enter(members, { south: 'owner' })).toBe('members');
    expect(enter(members)).toBe('members');
    expect(enter(everybodyEnters)).toBe(null);
  });

  it('where administrators alone enter is for owners and managers', () => {
    const administrators: ClientAccess = { ...everybodyEnters, mode: 'administrators' };

    expect(enter(administrators, { north: 'manager' })).toBe(null);
    expect(enter(administrators, { north: 'support' })).toBe('administrators');
  });

  it('is for nobody while it is suspended', () => {
    expect(enter(everybodyEnters, { north: 'owner' }, 'suspended')).toBe('suspended');
  });

  it('is for its members alone where the sign-in is for it, whoever else may enter', () => {
    expect(enter(everybodyEnters, { north: 'member' }, 'active', 'north')).toBe(null);
    expect(enter(everybodyEnters, { south: 'owner' }, 'active', 'north')).toBe('organization');
    expect(judge(everybodyEnters, { signsInFor: 'north' })).toBe('organization');
    expect(judge(everybodyEnters, { signsInFor: 'constructor' })).toBe('organization');
  });

  it('is for nobody where the sign-in is for an organization that is suspended', () => {
    const north = { role: 'owner', slug: 'north', name: 'North', status: 'suspended' } as const;
    expect(judge(everybodyEnters, { organizations: { north }, signsInFor: 'north' })).toBe('organization');
  });

  it('does not take the name of a property of every object for an organization', () => {
    const organization = { id: 'constructor', status: 'active' } as const;
    expect(judgeEntry({ clientId: client, access: members, organization }, nobody, now)).toBe('members');
  });
});
