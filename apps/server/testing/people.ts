import { randomUUID } from 'node:crypto';
import { Engine } from '@postern/oidc';
import type { TestServer } from './test-server.js';

export interface Person {
  readonly accountId: string;
}

export interface PersonToken {
  readonly token: string;
  readonly grantId: string;
  readonly sessionUid: string;
}

interface TokenOptions {
  readonly accountId: string;
  /** Application that the token was issued to. */
  readonly clientId: string;
  /** `identifier` of the API it is for; null: for userinfo. */
  readonly audience: string | null;
  readonly scope?: string;
  readonly format?: 'opaque' | 'jwt';
  /** Whether the token outlives the session. */
  readonly offline?: boolean;
  /** Seconds. */
  readonly expiresIn?: number;
  /** Thumbprint of the certificate it is bound to. */
  readonly thumbprint?: string;
}

export const createPerson = async (server: TestServer): Promise<Person> => {
  const [row] = await server.sql<{ id: string }>('insert into account (username, name) values ($1, $1) returning id', [
    `person-${randomUUID()}`,
  ]);
  return { accountId: row?.id ?? '' };
};

/** Tokens of an application after a sign-in, issued by the engine without the pages. */
export const signIn = async (
  server: TestServer,
  {
    accountId,
    clientId,
    audience,
    scope,
    format = 'opaque',
    offline = false,
    expiresIn = 600,
    thumbprint,
  }: TokenOptions,
): Promise<PersonToken> => {
  const provider = server.get(Engine).current;
  const client = await provider.Client.find(clientId);
  if (client === undefined) throw new Error(`there is no ${clientId}`);
  const grant = new provider.Grant({ accountId, clientId });
  if (audience === null) grant.addOIDCScope(scope ?? 'openid');
  else grant.addResourceScope(audience, scope ?? '');
  const grantId = await grant.save();
  const sessionUid = randomUUID();
  const Session = provider.Session as unknown as new (payload: object) => { save(ttl: number): Promise<string> };
  const session = new Session({
    ...{ jti: randomUUID(), uid: sessionUid, accountId, loginTs: Math.floor(Date.now() / 1000) },
    authorizations: { [clientId]: { grantId } },
  });
  await session.save(3600);
  const token = new provider.AccessToken({
    ...{ client, accountId, grantId, gty: 'authorization_code', sessionUid, expiresWithSession: !offline, expiresIn },
    scope: scope ?? (audience === null ? 'openid' : undefined),
    'x5t#S256': thumbprint,
  });
  if (audience !== null) {
    const info = { audience, scope: scope ?? '', accessTokenFormat: format, jwt: { sign: { alg: 'ES256' as const } } };
    token.resourceServer = new provider.ResourceServer(audience, info);
  }
  return { token: await token.save(), grantId, sessionUid };
};
