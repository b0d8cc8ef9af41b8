import type { Localized } from './sign-in-provider.js';
import { languages, type Language } from './scopes.js';

/** `list`: several texts. The kind of a field never changes. */
export const profileFieldKinds = ['text', 'number', 'date', 'yes_no', 'choice', 'list'] as const;
export type ProfileFieldKind = (typeof profileFieldKinds)[number];

/** Scopes of OpenID Connect that can carry the claim of a field. */
export const profileFieldScopes = ['profile', 'email'] as const;
export type ProfileFieldScope = (typeof profileFieldScopes)[number];

/** Fields of an installation at most. */
export const mostProfileFields = 50;
/** Characters of a text, and of each entry of a list. */
export const longestFieldValue = 254;
/** Entries of a list. */
export const mostFieldEntries = 20;

/** A date is `YYYY-MM-DD`. */
export type ProfileFieldValue = string | number | boolean | readonly string[];
/** By key; fields without a value are absent. In a change, null removes the value. */
export type ProfileFieldValues = Readonly<Record<string, ProfileFieldValue>>;
export type ProfileFieldChanges = Readonly<Record<string, ProfileFieldValue | null>>;

/** What the form of a field needs. */
export interface ProfileFieldShape {
  /** `[a-z][a-z0-9_]{0,39}`; never changes. */
  readonly key: string;
  readonly kind: ProfileFieldKind;
  /** At least one language. */
  readonly labels: Partial<Localized>;
  /** Values of a `choice`; empty for other kinds. */
  readonly options: readonly string[];
}

/** `/api/v2/profile-fields[/{id}]`: a field that administrators add to every profile. */
export interface ProfileFieldRecord extends ProfileFieldShape {
  readonly id: string;
  /** No two accounts have the same value. */
  readonly unique: boolean;
  /** Rules of certificate methods may find accounts by its value. Then it is not editable. */
  readonly certificateKey: boolean;
  /** Whether people see their own value. */
  readonly shown: boolean;
  /** Whether people may change their own value. */
  readonly editable: boolean;
  /** Name of the claim for applications; null: applications do not receive it. */
  readonly claim: string | null;
  /** Scope that carries the claim; null without one. */
  readonly scope: ProfileFieldScope | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** POST body; PATCH takes any part of it but `key` and `kind`. */
export type ProfileFieldInput = Pick<ProfileFieldRecord, 'key' | 'kind' | 'labels'> &
  Partial<Pick<ProfileFieldRecord, 'options' | 'unique' | 'certificateKey' | 'shown' | 'editable' | 'claim' | 'scope'>>;

/** `GET /api/v2/profile-fields/{id}/usage`: what a change or a deletion concerns. */
export interface ProfileFieldUsage {
  /** Accounts with a value. */
  readonly people: number;
  /** Certificate methods with a rule for the field. */
  readonly methods: readonly { readonly id: string; readonly type: string; readonly name: string | null }[];
}

/** `GET /api/v2/profile-fields/applications?scope=`: applications that ask for a scope. */
export interface ProfileFieldApplication {
  readonly clientId: string;
  readonly name: string;
}

/** A field as its owner sees it on their profile. */
export interface OwnProfileField extends ProfileFieldShape {
  readonly editable: boolean;
  readonly value: ProfileFieldValue | null;
}

/** The label in a language, else in English, else in any; the key without one. */
export const profileFieldLabel = (
  { key, labels }: Pick<ProfileFieldShape, 'key' | 'labels'>,
  language: Language,
): string => {
  const first = languages.find((one) => labels[one] !== undefined);
  return labels[language] ?? labels.en ?? (first && labels[first]) ?? key;
};
