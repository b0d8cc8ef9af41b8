import { authorizationRequest, redeem } from '@postern/http-browser';
import type { RunningPostern } from '@postern/local';
import { describe, expect, it } from 'vitest';
import { createPerson, mtlsMethod } from '../support/accounts.js';
import { refresh } from '../support/applications.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { showCertificate, startLink, tryToConfirm } from '../support/links.js';
import { Management } from '../support/management.js';
import { claimsOf, demoParty, findUser, openBrowser, openBrowserWith } from '../support/people.js';
import { beginSignIn, certificateAddress, isSignedIn } from '../support/sign-in-page.js';
import { visit } from '../support/visit.js';

export const describeMoving = (running: () => RunningPostern): void => {
  describe('when another server process takes over', () => {
    it('sign-ins and links in progress, sessions, access and refresh tokens continue there', async () => {
      const { config } = running();
      const party = demoParty(config);
      const alice = findUser(config, 'alice');
      await running().killServer(1);
      const admin = await Management.asAdministrator(config);
      const carol = await createPerson(admin, 'Carol');
      const self = await Management.signIn(config, carol);
      const certificate = openBrowserWith(config, await issueFor(await usersAuthority(config), carol.name));
      const { code: linkCode } = await showCertificate(
        certificate,
        await startLink(self, (await mtlsMethod(admin)).id),
      );
      const opened = await beginSignIn(config, openBrowser(config, alice.certificate));
      const shown = await beginSignIn(config, openBrowser(config, alice.certificate));
      const { location: comeBack } = await shown.browser.get(await certificateAddress(shown));
      const browser = openBrowser(config, alice.certificate);
      const request = authorizationRequest(party);
      const { callback } = await visit(config, { browser }, request.url, party.redirectUri);

      await running().restartServer(1);
      await running().killServer(0, 'SIGTERM');

      // The code was made by the one, and is redeemed at the other.
      const tokens = await redeem(browser, party, callback.searchParams.get('code') ?? '', request.verifier);
      expect(claimsOf(tokens.id_token)).toMatchObject({ preferred_username: 'alice' });
      const ends = [
        await opened.browser.follow(await certificateAddress(opened), (at) => isSignedIn(at, party)),
        await shown.browser.follow(comeBack ?? '', (at) => isSignedIn(at, party)),
      ];
      expect(ends.map(({ location }) => isSignedIn(location, party))).toEqual([true, true]);
      expect((await tryToConfirm(self, linkCode)).status).toBe(201);

      const silent = await browser.get(authorizationRequest(party, { prompt: 'none' }).url);
      expect(isSignedIn(silent.location, party)).toBe(true);
      expect((await refresh(browser, party, tokens.refresh_token)).status).toBe(200);
      expect((await self.send('GET', '/me')).status).toBe(200);
      await running().restartServer(0);
    });
  });
};
