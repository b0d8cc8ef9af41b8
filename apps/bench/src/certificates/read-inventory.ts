import { readFileSync } from 'node:fs';
import { HttpBrowser, type RelyingParty } from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import { signInAsAdministrator } from '../administrator.js';
import type { Get } from './measure-certificates.js';

/** The inventory as the panel of an administrator reads it; paths below `/api/v2/certificates`. */
export const readInventory = async (config: PosternConfig): Promise<Get> => {
  const { origins, issuer, ca } = config;
  const browser = new HttpBrowser({ ca: readFileSync(ca, 'utf8') });
  const party: RelyingParty = {
    issuer,
    clientId: 'postern-panel',
    redirectUri: `${origins.public}/panel/callback`,
    scope: 'openid read:certificates',
    resource: `${origins.public}/api/v2`,
  };
  const { access_token: token } = await signInAsAdministrator(config, browser, party);
  return async (path) => {
    const headers = { authorization: `Bearer ${token}` };
    const { status, body } = await browser.send(`${origins.public}/api/v2/certificates${path}`, { headers });
    if (status !== 200) throw new Error(`${path} answered ${status} ${body.slice(0, 500)}`);
  };
};
