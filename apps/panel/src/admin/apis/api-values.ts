import type { ResourceServer, ResourceServerInput } from '@postern/contracts';

export interface ScopeLine {
  readonly value: string;
  readonly description: string;
}

export interface ApiValues {
  readonly name: string;
  readonly identifier: string;
  readonly scopes: readonly ScopeLine[];
  readonly access_token_format: ResourceServer['access_token_format'];
  readonly signing_alg: ResourceServer['signing_alg'];
  /** Seconds. */
  readonly access_token_ttl: number;
  /** Empty: no application is this API. */
  readonly client_id: string;
}

/** Shortest and longest access token lifetime that the server accepts, in seconds. */
export const accessTokenSeconds = [60, 86_400] as const;

export const valuesOf = (api: ResourceServer | null): ApiValues => ({
  name: api?.name ?? '',
  identifier: api?.identifier ?? '',
  scopes: api?.scopes.map(({ value, description }) => ({ value, description: description ?? '' })) ?? [],
  access_token_format: api?.access_token_format ?? 'jwt',
  signing_alg: api?.signing_alg ?? 'ES256',
  access_token_ttl: api?.access_token_ttl ?? 3600,
  client_id: api?.client_id ?? '',
});

/** Drops lines without a scope. */
export const toApiInput = (values: ApiValues): ResourceServerInput => ({
  ...values,
  name: values.name.trim(),
  identifier: values.identifier.trim(),
  scopes: values.scopes
    .map(({ value, description }) => ({ value: value.trim(), description: description.trim() || null }))
    .filter(({ value }) => value !== ''),
  client_id: values.client_id || null,
});

type IdentifierProblem = 'panel:form.required' | 'apis.bad_identifier' | null;

/** An absolute URI without a fragment (RFC 8707 §2). */
export const identifierProblem = (identifier: string): IdentifierProblem => {
  const text = identifier.trim();
  if (text === '') return 'panel:form.required';
  return URL.canParse(text) && !text.includes('#') ? null : 'apis.bad_identifier';
};

type ScopesProblem = 'apis.bad_scope' | 'apis.same_scope' | null;

/** RFC 6749 §3.3: visible ASCII characters except quotation marks and backslashes; no duplicates. */
export const scopesProblem = (lines: readonly ScopeLine[]): ScopesProblem => {
  const values = lines.map(({ value }) => value.trim()).filter(Boolean);
  if (!values.every((value) => /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/.test(value))) return 'apis.bad_scope';
  return new Set(values).size === values.length ? null : 'apis.same_scope';
};
