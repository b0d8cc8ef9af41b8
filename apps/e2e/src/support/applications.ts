import { randomBytes } from 'node:crypto';
import type { ClientInput, ClientWithSecret } from '@postern/contracts';
import type { HttpBrowser, RelyingParty } from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import type { Management } from './management.js';

/** Nobody listens there: machines read the address they would be sent to. */
export const callbackAddress = 'https://app.example/callback';
export const signedOutAddress = 'https://app.example/signed-out';

export interface Application extends RelyingParty {
  readonly record: ClientWithSecret;
}

/** Registers an application over the API; a third party's unless told. */
export const registerApplication = async (
  admin: Management,
  input: Partial<ClientInput> = {},
): Promise<Application> => {
  const record = await admin.post<ClientWithSecret>('/clients', {
    name: `Application ${randomBytes(4).toString('hex')}`,
    redirect_uris: [callbackAddress],
    post_logout_redirect_uris: [signedOutAddress],
    ...input,
  });
  return {
    record,
    issuer: admin.postern.issuer,
    clientId: record.client_id,
    clientSecret: record.client_secret ?? undefined,
    redirectUri: record.redirect_uris[0] ?? callbackAddress,
  };
};

/** `fetch` as OAuth libraries take it, over a browser that trusts our own CA. Redirects are not followed. */
export const fetchOver =
  (browser: HttpBrowser) =>
  async (url: string, { method, headers, body }: RequestInit = {}): Promise<Response> => {
    const text = body === null || body === undefined ? undefined : String(body as URLSearchParams);
    const answer = await browser.send(url, {
      method: method ?? 'GET',
      headers: Object.fromEntries(new Headers(headers)),
      body: text,
    });
    const pairs = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((each) => [name, each] as [string, string]),
    );
    const isEmpty = answer.status === 204 || answer.status === 304;
    return new Response(isEmpty ? null : answer.body, { status: answer.status, headers: pairs });
  };

/** The request that a refresh token is redeemed with. */
export const refresh = (
  browser: HttpBrowser,
  { issuer, clientId, clientSecret }: RelyingParty,
  token: string | undefined,
) =>
  browser.postForm(
    `${issuer}/token`,
    {
      grant_type: 'refresh_token',
      refresh_token: token ?? '',
      ...(clientSecret === undefined ? { client_id: clientId } : {}),
    },
    clientSecret === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
  );

/** JWKS and metadata as anybody reads them. */
export const discover = async (
  { issuer }: PosternConfig,
  browser: HttpBrowser,
): Promise<Readonly<Record<string, unknown>>> => browser.getJson(`${issuer}/.well-known/openid-configuration`);
