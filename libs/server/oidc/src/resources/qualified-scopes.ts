/** A scope with its API in front, such as `https://api.example.org/read`. */
export interface QualifiedScope {
  readonly word: string;
  /** Identifier of the API: what stands before the last slash. */
  readonly api: string;
  readonly value: string;
}

export interface NamedScopes {
  /** At least one. */
  readonly qualified: readonly QualifiedScope[];
  /** Those without an API. */
  readonly plain: readonly string[];
  /** Every API that is named, once. */
  readonly apis: readonly string[];
}

/** An absolute URI with something behind its scheme; `read:invoices/all` is a scope like any other. */
const isApi = (text: string): boolean =>
  /^(?:[a-z][a-z\d+.-]*:\/\/[^/]|urn:[^:])/i.test(text) && URL.parse(text) !== null;

const readQualified = (word: string): QualifiedScope | undefined => {
  const slash = word.lastIndexOf('/');
  const [api, value] = [word.slice(0, Math.max(slash, 0)), word.slice(slash + 1)];
  return value !== '' && isApi(api) ? { word, api, value } : undefined;
};

/** The scopes of a request, those with an API in front apart; undefined where none has. */
export const readScopes = (scope: string): NamedScopes | undefined => {
  const words = scope.split(' ').filter(Boolean);
  const read = words.map((word) => readQualified(word) ?? word);
  const qualified = read.filter((one) => typeof one !== 'string');
  if (qualified.length === 0) return undefined;
  const plain = read.filter((one) => typeof one === 'string');
  return { qualified, plain, apis: [...new Set(qualified.map(({ api }) => api))] };
};
