/** Parameters of a token request as they were posted; each may have come several times. */
export type PostedParameters = Readonly<Record<string, unknown>>;

/** How some of the world says "everything that I was given at this API". */
const everything = '/.default';

/** Grants that say in the request itself which API a token is for. */
const naming: ReadonlySet<unknown> = new Set([
  'client_credentials',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:token-exchange',
]);

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

/** `scope=https://api.example.org/.default` names an API and asks for all that the application may do there. */
const withDefaultScope = (posted: PostedParameters): PostedParameters => {
  const { resource, scope, grant_type: grantType } = posted;
  if (resource !== undefined || typeof scope !== 'string' || !naming.has(grantType)) return posted;
  const apis = scope.split(' ').filter((word) => word.endsWith(everything) && word !== everything);
  if (apis.length === 0) return posted;
  const { scope: _everything, ...rest } = posted;
  return { ...rest, resource: oneOrAll(apis.map((word) => word.slice(0, -everything.length))) };
};

/** A token request as the engine knows it, whichever way it names the API. */
export const withTarget = (posted: PostedParameters): PostedParameters => withDefaultScope(withAudience(posted));
