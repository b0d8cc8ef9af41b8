import { afterEach, describe, expect, inject, it } from 'vitest';
import { registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { signInWith } from './code-flow.js';
import { Programs } from './programs.js';

const postern = inject('postern');
let programs: Programs | undefined;

afterEach(() => programs?.remove());

/** With the settings of their own documentation, and an application with those of the panel. */
describe('a new web application', () => {
  it.each([
    ['openid-client-6', 'openid-client@6.9.0'],
    ['openid-client-5', 'openid-client@5.7.1'],
    ['simple-oauth2', 'simple-oauth2@5.1.0'],
  ])(
    'signs people in, refreshes and revokes: %s (%s)',
    async (name, version) => {
      programs = await Programs.install(postern, version);
      const { clientId, clientSecret } = await registerApplication(await Management.asAdministrator(postern));

      const { claims } = await signInWith(postern, programs, name, { clientId, clientSecret });

      expect(claims.sub).toMatch(/^[\w-]{10,}$/);
    },
    300_000,
  );
});
