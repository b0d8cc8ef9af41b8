/** Parameters of a token request; the engine has refused those that came twice. */
export type RequestParameters = Readonly<Record<string, string | undefined>>;

/** What both grants ask for: go on with a person's token, at another API. */
export interface ExchangeRequest {
  readonly subjectToken: string;
  readonly actorToken: string | undefined;
  readonly scope: string | undefined;
}
