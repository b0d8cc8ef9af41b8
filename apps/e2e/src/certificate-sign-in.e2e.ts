import { signInByCertificate, signInByPassword } from '@postern/http-browser';
import { inject, describe, expect, it } from 'vitest';
import { claimsOf, demoParty, findUser, openBrowser } from './support/people.js';

const postern = inject('postern');

describe('a certificate sign-in', () => {
  it('B4: signs alice in at the application, and says how', async () => {
    const browser = openBrowser(postern, findUser(postern, 'alice').certificate);

    const { id_token: idToken } = await signInByCertificate(browser, demoParty(postern));

    expect(claimsOf(idToken)).toMatchObject({
      acr: 'urn:postern:acr:certificate',
      amr: ['pop'],
      preferred_username: 'alice',
    });
  });

  it('signs bob in with username and password, and says how', async () => {
    const { username, password } = findUser(postern, 'bob');

    const { id_token: idToken } = await signInByPassword(openBrowser(postern), demoParty(postern), username, password);

    expect(claimsOf(idToken)).toMatchObject({
      acr: 'urn:postern:acr:password',
      amr: ['pwd'],
      preferred_username: 'bob',
    });
  });
});
