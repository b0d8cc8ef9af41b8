import { existsSync, readFileSync } from 'node:fs';
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { HttpBrowser } from '@postern/http-browser';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { findUser, readPair } from '../support/people.js';
import { visit } from '../support/visit.js';
import { Apache } from './apache.js';

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

    const visitor = new ApacheVisitor();
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

interface ApacheAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * The same browser at Apache, which speaks plain HTTP on loopback; only its cookies matter there. Not `fetch`: Node's says that it is a
 * script (`sec-fetch-mode: cors`), and the module sends scripts nowhere.
 */
class ApacheVisitor {
  private readonly cookies = new Map<string, string>();

  async get(address: string): Promise<ApacheAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get(address, { headers: { cookie, accept: 'text/html' } }, resolve).once('error', reject);
    });
    for (const set of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.cookies.set(name, value);
    }
    return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
  }
}
