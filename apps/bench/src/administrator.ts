import { randomBytes } from 'node:crypto';
import { type HttpBrowser, type RelyingParty, signInByPassword, type Tokens } from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';

/** By issuer: what the administrator chose at the first sign-in, in place of the one-time password. */
const chosen = new Map<string, string>();

/** Signs the administrator of a new installation in; can be called repeatedly. */
export const signInAsAdministrator = async (
  { issuer, admin }: PosternConfig,
  browser: HttpBrowser,
  party: RelyingParty,
): Promise<Tokens> => {
  const known = chosen.get(issuer);
  if (known !== undefined) return signInByPassword(browser, party, admin.username, known);
  const own = randomBytes(18).toString('base64url');
  const tokens = await signInByPassword(browser, party, admin.username, admin.password, own);
  chosen.set(issuer, own);
  return tokens;
};
