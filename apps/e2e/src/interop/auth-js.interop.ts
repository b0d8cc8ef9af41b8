import { afterEach, describe, expect, inject, it } from 'vitest';
import { registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { findUser, openBrowser } from '../support/people.js';
import { visit } from '../support/visit.js';
import { freePort } from '../support/free-port.js';
import { PlainBrowser } from '../support/plain-browser.js';
import { Programs } from './programs.js';

const postern = inject('postern');
let programs: Programs | undefined;

afterEach(() => programs?.remove());

interface Session {
  readonly user?: { readonly id: string; readonly name: string };
}

describe('an application that signs in with Auth.js', () => {
  it.each([
    ['next-auth', ['next-auth@4.24.15', 'next@15.5.29', 'react@18.3.1', 'react-dom@18.3.1']],
    ['auth-express', ['@auth/express@0.12.3', '@auth/core@0.41.3', 'express@4.21.2']],
  ])(
    'signs people in and out: %s (%s)',
    async (name, packages) => {
      programs = await Programs.install(postern, ...packages);
      const port = await freePort();
      const origin = `http://localhost:${port}`;
      const redirectUri = `${origin}/api/auth/callback/postern`;
      const { clientId, clientSecret } = await registerApplication(await Management.asAdministrator(postern), {
        redirect_uris: [redirectUri],
      });
      await programs.serve(name, { issuer: postern.issuer, clientId, clientSecret, port });
      const person = new PlainBrowser();
      const at = (path: string): string => `${origin}/api/auth/${path}`;
      const session = (): Promise<Session | null> => person.getJson(at('session'));
      const { csrfToken } = await person.getJson<{ csrfToken: string }>(at('csrf'));

      const begun = await person.postForm(at('signin/postern'), { csrfToken, callbackUrl: `${origin}/` });
      const browser = openBrowser(postern, findUser(postern, 'alice').certificate);
      expect(begun).toMatchObject({ status: 302, headers: { location: expect.stringContaining(postern.issuer) } });
      const { callback } = await visit(postern, { browser }, begun.headers.location ?? '', redirectUri);
      const back = await person.get(callback.href);

      expect([back.status, back.headers.location]).toEqual([302, `${origin}/`]);
      expect((await session())?.user).toMatchObject({ id: expect.stringMatching(/^[\w-]{10,}$/), name: 'Alice Adams' });

      await person.postForm(at('signout'), { csrfToken, callbackUrl: `${origin}/` });
      expect((await session())?.user).toBeUndefined();
    },
    300_000,
  );
});
