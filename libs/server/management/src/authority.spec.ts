import { type ManagementScope, managementScopes, panelClientId, type Role } from '@postern/contracts';
import { describe, expect, it } from 'vitest';
import {
  assertMayAct,
  assertMayGive,
  assertRoleWithin,
  type Authority,
  roleThrough,
  rolesWithin,
} from './authority.js';

const program = (...scopes: ManagementScope[]): Authority => ({
  accountId: null,
  clientId: 'robot',
  role: null,
  scopes: new Set(scopes),
});
const person = (role: Role, clientId: string = panelClientId): Authority => ({
  accountId: 'somebody',
  clientId,
  role,
  scopes: new Set(managementScopes),
});
const refusal = (work: () => void): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};

describe('what an actor may give', () => {
  it('is what an application has itself, and scopes that administer nothing', () => {
    expect(refusal(() => assertMayGive(program('create:clients'), ['openid', 'read:me', 'create:clients']))).toBe(
      undefined,
    );
    expect(refusal(() => assertMayGive(program('create:clients'), ['read:users']))).toBe('token.exceeds_own_rights');
    expect(refusal(() => assertMayGive(program(), ['update:administrators']))).toBe('token.exceeds_own_rights');
  });

  it('is what a person’s role lets them use, at the panel only', () => {
    expect(refusal(() => assertMayGive(person('administrator'), managementScopes))).toBe(undefined);
    expect(refusal(() => assertMayGive(person('manager'), ['read:users']))).toBe(undefined);
    expect(refusal(() => assertMayGive(person('manager'), ['update:users']))).toBe('token.exceeds_own_rights');
    expect(refusal(() => assertMayGive(person('owner', 'other'), ['read:users']))).toBe('token.exceeds_own_rights');
  });

  it('limits whose applications it may act as', () => {
    expect(refusal(() => assertMayAct(program('update:clients'), ['read:users']))).toBe('token.exceeds_own_rights');
    expect(refusal(() => assertMayAct(program('update:clients', 'read:users'), ['read:users', 'openid']))).toBe(
      undefined,
    );
  });
});

describe('whose accounts an actor may change', () => {
  const roles = ['member', 'manager', 'administrator', 'owner'] as const;
  const refusals = (authority: Authority) => roles.map((role) => refusal(() => assertRoleWithin(authority, role)));

  it.each([
    ['an owner', person('owner'), []],
    ['an administrator', person('administrator'), ['owner']],
    ['a program', program('update:users'), ['administrator', 'owner']],
    ['a program with update:administrators', program('update:users', 'update:administrators'), ['owner']],
  ] as const)('of %s', (_, authority, above) => {
    const expected = roles.map((role) => {
      if (!(above as readonly string[]).includes(role)) return undefined;
      return role === 'owner' ? 'token.insufficient_role' : 'token.insufficient_scope';
    });

    expect(refusals(authority)).toEqual(expected);
  });

  it('are those of members for people who administer an organization', () => {
    const within = { id: 'north', role: 'owner' } as const;
    for (const role of ['member', 'administrator'] as const)
      expect(rolesWithin({ ...person(role), within })).toEqual(['member']);
  });

  it('are those of an administrator for an owner who comes through another application', () => {
    expect(roleThrough('other', 'owner')).toBe('administrator');
    expect(roleThrough(panelClientId, 'owner')).toBe('owner');
    expect(roleThrough('other', 'member')).toBe('member');
  });
});
