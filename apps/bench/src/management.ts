import { readFileSync } from 'node:fs';
import { HttpBrowser, type RelyingParty } from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import { signInAsAdministrator } from './administrator.js';

/** One area of the management API, as the panel of an administrator uses it. */
export const openManagement = async (config: PosternConfig, area: 'gateway' | 'revocation') => {
  const { origins, issuer, ca } = config;
  const browser = new HttpBrowser({ ca: readFileSync(ca, 'utf8') });
  const party: RelyingParty = {
    issuer,
    clientId: 'postern-panel',
    redirectUri: `${origins.public}/panel/callback`,
    scope: `openid read:${area} update:${area}`,
    resource: `${origins.public}/api/v2`,
  };
  const { access_token: token } = await signInAsAdministrator(config, browser, party);
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await browser.send(`${origins.public}/api/v2/${area}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body) as T;
  };
};
