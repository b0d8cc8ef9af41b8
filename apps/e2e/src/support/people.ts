import { readFileSync } from 'node:fs';
import { HttpBrowser, type HttpBrowserOptions, type RelyingParty } from '@postern/http-browser';
import type { PosternConfig, SampleCertificate } from '@postern/local';
import { decodeJwt } from 'jose';

type PemFiles = Pick<SampleCertificate, 'cert' | 'key'>;
export type PemPair = NonNullable<HttpBrowserOptions['certificate']>;

/** The demo application as a machine plays it. */
export const demoParty = ({ issuer, demoClient }: PosternConfig): RelyingParty => {
  if (demoClient === null) throw new Error('this Postern has no sample data');
  return {
    issuer,
    clientId: demoClient.client_id,
    clientSecret: demoClient.client_secret,
    redirectUri: demoClient.redirect_uri,
  };
};

export const findUser = ({ users }: PosternConfig, username: string): PosternConfig['users'][number] => {
  const user = users.find((candidate) => candidate.username === username);
  if (user === undefined) throw new Error(`no sample user ${username}`);
  return user;
};

export const readPair = ({ cert, key }: PemFiles): PemPair => ({
  cert: readFileSync(cert, 'utf8'),
  key: readFileSync(key, 'utf8'),
});

/** A browser on the wire, with a certificate in its store or without. */
export const openBrowserWith = (
  { ca, origins }: PosternConfig,
  certificate?: PemPair,
  options: Pick<HttpBrowserOptions, 'ciphers' | 'keepAlive'> = {},
): HttpBrowser =>
  new HttpBrowser({ ca: readFileSync(ca, 'utf8'), certificateOrigin: origins.mtls, certificate, ...options });

/** The same with a certificate from files. */
export const openBrowser = (postern: PosternConfig, files?: PemFiles): HttpBrowser =>
  openBrowserWith(postern, files && readPair(files));

/** Who an ID token speaks of. The signature is checked where that is the point of a test. */
export const claimsOf = (idToken: string): Record<string, unknown> => decodeJwt(idToken);
