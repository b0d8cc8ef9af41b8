import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { signInWith } from './code-flow.js';
import { Programs } from './programs.js';

const postern = inject('postern');
let programs: Programs;

beforeAll(async () => {
  programs = await Programs.install(postern);
});
afterAll(() => programs?.remove());

describe('python3-authlib of Debian', () => {
  it('signs people in, reads the ID token, refreshes and revokes', async () => {
    const { clientId, clientSecret } = await registerApplication(await Management.asAdministrator(postern));

    const { claims } = await signInWith(postern, programs, 'with-authlib.py', { clientId, clientSecret });

    expect(claims.sub).toMatch(/^[\w-]{10,}$/);
  });
});
