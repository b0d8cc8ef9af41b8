import { readFileSync } from 'node:fs';
import type { ImportFormat, UserImport } from '@postern/contracts';
import { HttpBrowser, type RelyingParty } from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import { signInAsAdministrator } from '../administrator.js';

const types: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv',
  jsonl: 'application/jsonl',
  zip: 'application/zip',
};

/** The management API as the panel of an administrator uses it; paths below `/api/v2`. */
export const openImportApi = async (config: PosternConfig) => {
  const { origins, issuer, ca } = config;
  const browser = new HttpBrowser({ ca: readFileSync(ca, 'utf8') });
  const party: RelyingParty = {
    issuer,
    clientId: 'postern-panel',
    redirectUri: `${origins.public}/panel/callback`,
    scope: 'openid read:users create:users update:users read:certificates read:sign_in_methods',
    resource: `${origins.public}/api/v2`,
  };
  const { access_token: token } = await signInAsAdministrator(config, browser, party);
  return async <T = UserImport>(
    method: 'GET' | 'POST',
    path: string,
    file?: { readonly format: ImportFormat; readonly body: Buffer },
  ): Promise<T> => {
    const answer = await browser.send(`${origins.public}/api/v2/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(file === undefined ? {} : { 'content-type': types[file.format] }),
      },
      ...(file === undefined ? {} : { body: file.body }),
    });
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status} ${answer.body}`);
    return JSON.parse(answer.body) as T;
  };
};
