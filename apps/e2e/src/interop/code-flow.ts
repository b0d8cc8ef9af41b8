import { expect } from 'vitest';
import { callbackAddress } from '../support/applications.js';
import { findUser, openBrowser } from '../support/people.js';
import { visit } from '../support/visit.js';
import type { PosternConfig } from '@postern/local';
import type { Programs } from './programs.js';

interface Begun {
  readonly url: string;
  readonly checks: object;
}

/** What every client says at the end of a sign-in by code. */
export interface SignedIn {
  readonly claims: { readonly sub: string; readonly preferred_username?: string };
  readonly userinfo: { readonly sub: string };
}

/**
 * A sign-in by code, in two runs of a program: it makes the address, a person with a certificate goes there, it takes the answer.
 */
export const signInWith = async (
  postern: PosternConfig,
  programs: Programs,
  name: string,
  input: { readonly clientId: string; readonly clientSecret: string | undefined },
): Promise<SignedIn> => {
  const given = { issuer: postern.issuer, redirectUri: callbackAddress, ...input };
  const { url, checks } = await programs.run<Begun>(name, given);
  const browser = openBrowser(postern, findUser(postern, 'alice').certificate);
  const { callback } = await visit(postern, { browser }, url, callbackAddress);
  const result = await programs.run<SignedIn>(name, { ...given, callback: callback.href, checks });
  expect(result.userinfo.sub).toBe(result.claims.sub);
  return result;
};
