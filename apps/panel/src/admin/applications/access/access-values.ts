import type { AccessMode, AccessRule, ClientAccess, FieldCondition, Role } from '@postern/contracts';

/** What the form of the access settings edits. */
export interface AccessValues {
  readonly mode: AccessMode;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
  readonly organizations: readonly string[];
  /** `key=value`. */
  readonly fields: readonly string[];
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
  ...{ roles: [], groups: [], organizations: [], fields: [], issuers: [], policies: [], addresses: [] },
  ...{ from: null, until: null },
};

export const accessValuesOf = ({ mode, rule, requests, contact }: ClientAccess): AccessValues => {
  const { from, until, fields, ...conditions } = rule ?? emptyRule;
  return {
    ...{ mode, ...conditions, fields: fields.map(({ field, value }) => `${field}=${value}`) },
    ...{ from: localTime(from), until: localTime(until), requests, contact: contact ?? '' },
  };
};

const conditionOf = (text: string): FieldCondition => {
  const [field = '', ...value] = text.split('=');
  return { field: field.trim(), value: value.join('=').trim() };
};

export const accessOf = ({
  mode,
  requests,
  contact,
  from,
  until,
  fields,
  ...conditions
}: AccessValues): ClientAccess => ({
  mode,
  rule:
    mode === 'rule'
      ? { ...conditions, fields: fields.map(conditionOf), from: isoTime(from), until: isoTime(until) }
      : null,
  requests,
  contact: contact.trim() || null,
});

const conditions = ['roles', 'groups', 'organizations', 'fields', 'issuers', 'policies', 'addresses'] as const;

/** A rule without a condition admits nobody; the server refuses it. */
export const hasCondition = ({ mode, ...values }: AccessValues): boolean =>
  mode !== 'rule' || conditions.some((name) => values[name].length > 0);
