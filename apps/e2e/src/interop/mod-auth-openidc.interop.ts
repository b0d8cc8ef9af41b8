import { existsSync, readFileSync } from 'node:fs';
import { HttpBrowser } from '@postern/http-browser';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { findUser, readPair } from '../support/people.js';
import { visit } from '../support/visit.js';
import { Apache } from './apache.js';
import { PlainBrowser } from '../support/plain-browser.js';

const postern = inject('postern');
let apache: Apache | undefined;

afterEach(() => apache?.stop());

describe.skipIf(!existsSync('/usr/lib/apache2/modules/mod_auth_openidc.so'))('mod_auth_openidc of Debian', () => {
  it.each<[string, 'client_secret_basic' | 'client_secret_post', readonly string[]]>([
    ['its defaults', 'client_secret_basic', []],
    ['client_secret_post', 'client_secret_post', ['OIDCProviderTokenEndpointAuth client_secret_post']],
    ['POST at the authorization endpoint', 'client_secret_basic', ['OIDCProviderAuthRequestMethod POST']],
  ])('lets people in, with %s', async (name, token_endpoint_auth_method, directives) => {
    apache = await Apache.prepare();
    const { redirectUri } = apache;
    const application = await registerApplication(await Management.asAdministrator(postern), {
      ...{ redirect_uris: [redirectUri], first_party: true, token_endpoint_auth_method },
    });
    await apache.start(postern, application, directives);
    const browser = new HttpBrowser({
      ...{ ca: readFileSync(postern.ca, 'utf8'), certificateOrigin: postern.origins.mtls },
      certificate: readPair(findUser(postern, 'alice').certificate),
    });

    const visitor = new PlainBrowser();
    const first = await visitor.get(`${apache.origin}/protected/`);
    const address = first.headers.location ?? requestIn(first.body);
    expect(new URL(address).pathname).toBe('/oidc/auth');
    const { callback } = await visit(postern, { browser }, address, redirectUri);
    const back = await visitor.get(callback.href);
    const page = await visitor.get(back.headers.location ?? '');

    expect([name, page.status, page.body]).toEqual([name, 200, 'signed in\n']);
    expect(page.headers['x-name']).toBe('alice');
  });
});

/** The page of the module posts a form; its fields are the same request. */
const requestIn = (page: string): string => {
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
  const fields = [...page.matchAll(/name="([^"]+)"\s+value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  return `${action}?${new URLSearchParams(fields as [string, string][]).toString()}`;
};
