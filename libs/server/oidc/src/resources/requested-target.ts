import { openIdScopes } from '@postern/clients';
import { type NamedScopes, type QualifiedScope, readScopes } from './qualified-scopes.js';

/** Parameters of a request as they were posted; each may have come several times. */
export type PostedParameters = Readonly<Record<string, unknown>>;

const allAtApi = '.default';
const openId: ReadonlySet<string> = new Set(openIdScopes);

const texts = (value: unknown): readonly string[] =>
  [value].flat().filter((text): text is string => typeof text === 'string' && text !== '');

const oneOrAll = (values: readonly string[]): string | readonly string[] | undefined =>
  values.length > 1 ? values : values[0];

/** `audience` (RFC 8693 §2.1, and elsewhere) says what `resource` (RFC 8707) says. */
const withAudience = (parameters: PostedParameters): PostedParameters => {
  if (parameters['audience'] === undefined && parameters['resource'] === undefined) return parameters;
  const { audience, ...posted } = parameters;
  const named = [...new Set([...texts(posted['resource']), ...texts(audience)])];
  return named.length === 0 ? posted : { ...posted, resource: oneOrAll(named) };
};

/** The scopes that a request posted with an API in front of them; undefined where the API is said otherwise, or not at all. */
export const scopesNamedIn = ({ resource, audience, scope }: PostedParameters): NamedScopes | undefined => {
  if (resource !== undefined || audience !== undefined || typeof scope !== 'string') return undefined;
  return readScopes(scope);
};

const withScope = ({ scope: _asked, ...posted }: PostedParameters, words: readonly string[]): PostedParameters =>
  words.length === 0 ? posted : { ...posted, scope: [...new Set(words)].join(' ') };

const valuesOf = (qualified: readonly QualifiedScope[]): readonly string[] => qualified.map(({ value }) => value);

/** Grants that say in the request itself which API a token is for; without a scope they ask for all that the application was given. */
const naming: ReadonlySet<unknown> = new Set([
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:token-exchange',
]);

/**
 * A token request as the engine knows it, whichever way it names the API: `resource`, `audience`, or scopes with the API in front,
 * as in `https://api.example.org/read` and `https://api.example.org/.default`.
 */
export const withTarget = (parameters: PostedParameters): PostedParameters => {
  const named = scopesNamedIn(parameters);
  if (named === undefined) return withAudience(parameters);
  const posted = { ...parameters, resource: oneOrAll(named.apis) };
  const values = valuesOf(named.qualified).filter((value) => value !== allAtApi);
  const asksForAll = named.qualified.some(({ value }) => value === allAtApi);
  if (naming.has(parameters['grant_type'])) return withScope(posted, asksForAll ? [] : [...values, ...named.plain]);
  // A refresh token has the scopes it has. Libraries name offline_access whether or not it was granted.
  const plain = named.plain.filter((word) => word !== 'offline_access');
  return withScope(posted, asksForAll ? [] : [...values, ...plain]);
};

/** The same for a request at the authorization endpoint; `.default` stays, for whoever knows what the application was given. */
export const withAuthorizationTarget = (parameters: PostedParameters): PostedParameters => {
  const named = scopesNamedIn(parameters);
  if (named === undefined) return parameters;
  const posted = { ...parameters, resource: oneOrAll(named.apis) };
  return withScope(posted, [...named.plain, ...valuesOf(named.qualified)]);
};

/** Puts in the place of `.default` everything that the application was given at the API. */
export const withAllAtApi = (scope: string, given: string): string => {
  const words = scope.split(' ');
  if (!words.includes(allAtApi)) return scope;
  return [...new Set([...words.filter((word) => word !== allAtApi), ...given.split(' ')])].filter(Boolean).join(' ');
};

/**
 * The scope of an answer in the words of the request (RFC 6749 §5.1): what was asked, where it was granted, and what `.default` came to.
 * Libraries file tokens under these words, and ask again where they do not find the ones that they had asked for.
 */
export const inWordsAsked = (granted: string, { qualified, plain, apis }: NamedScopes): string => {
  const left = new Set(granted.split(' ').filter(Boolean));
  const words = [...qualified, ...plain.map((value) => ({ word: value, value }))]
    .filter(({ value }) => value === allAtApi || left.has(value))
    .map(({ word, value }) => {
      left.delete(value);
      return word;
    });
  const rest = [...left].map((value) => (openId.has(value) ? value : `${apis[0] ?? ''}/${value}`));
  return [...words, ...rest].join(' ');
};
