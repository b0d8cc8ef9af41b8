import { type AccessMode, type AccessRule, type ClientAccess, type Role } from '@postern/contracts';

/** What the form of the access settings edits. */
export interface AccessValues {
  readonly mode: AccessMode;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
  readonly issuers: readonly string[];
  readonly policies: readonly string[];
  readonly addresses: readonly string[];
  /** As `datetime-local` inputs write it, in the time zone of the browser; empty: none. */
  readonly from: string;
  readonly until: string;
  readonly requests: boolean;
  readonly contact: string;
}

const localTime = (iso: string | null): string => {
  if (iso === null) return '';
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

const isoTime = (local: string): string | null => (local === '' ? null : new Date(local).toISOString());

const emptyRule: AccessRule = {
  ...{ roles: [], groups: [], issuers: [], policies: [], addresses: [] },
  ...{ from: null, until: null },
};

export const accessValuesOf = ({ mode, rule, requests, contact }: ClientAccess): AccessValues => {
  const { from, until, ...conditions } = rule ?? emptyRule;
  return { mode, ...conditions, from: localTime(from), until: localTime(until), requests, contact: contact ?? '' };
};

export const accessOf = ({ mode, requests, contact, from, until, ...conditions }: AccessValues): ClientAccess => ({
  mode,
  rule: mode === 'rule' ? { ...conditions, from: isoTime(from), until: isoTime(until) } : null,
  requests,
  contact: contact.trim() || null,
});

/** A rule without a condition admits nobody; the server refuses it. */
export const hasCondition = ({ mode, roles, groups, issuers, policies, addresses }: AccessValues): boolean =>
  mode !== 'rule' || [roles, groups, issuers, policies, addresses].some((list) => list.length > 0);
