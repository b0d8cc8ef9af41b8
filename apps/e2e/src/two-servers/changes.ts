import type { InteractionView, SignInMethodRecord } from '@postern/contracts';
import { redeem, signInByCertificate } from '@postern/http-browser';
import type { RunningPostern } from '@postern/local';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMtlsMethod, createPerson, mtlsMethod, provisionCertificate } from '../support/accounts.js';
import { refresh, registerApplication } from '../support/applications.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { demoParty, openBrowser, openBrowserWith } from '../support/people.js';
import { dialSocket, sendRaw } from '../support/raw-request.js';
import { expectSoon } from '../support/soon.js';
import { beginSignIn, certificateAddress, viewOf, presentInVain, submitPassword } from '../support/sign-in-page.js';

/** Milliseconds a change may take to the other process. */
const atOnce = 1000;

export const describeChanges = (running: () => RunningPostern): void => {
  let admin: Management;

  beforeAll(async () => {
    admin = await Management.asAdministrator(running().config);
  });

  /** Asks both server processes, past Nginx. */
  const askBoth = async (path: string, headers: readonly (readonly [string, string])[] = []) => {
    const { sockets, origins } = running().config;
    const { host } = new URL(origins.public);
    return Promise.all(
      sockets.map((each) =>
        sendRaw(dialSocket(each.public), { path, host, headers: [...headers, ['X-Forwarded-Proto', 'https']] }),
      ),
    );
  };

  describe('what an administrator changes holds at once in both server processes', () => {
    it('a method that appears, is switched off, and is gone', async () => {
      const { config } = running();
      const page = await beginSignIn(config, openBrowser(config));
      const path = `/api/interaction/${page.uid}`;
      const cookie = page.browser.cookies.header(new URL(config.origins.public + path));
      const shownBy = async ({ name }: SignInMethodRecord) =>
        (await askBoth(path, [['Cookie', cookie]])).map(({ body }) =>
          (JSON.parse(body) as InteractionView).methods.some((method) => method.name === name),
        );

      const method = await createMtlsMethod(admin);
      await expectSoon(() => shownBy(method), [true, true], atOnce);
      const startUrl = await certificateAddress(page, method.id);
      await admin.patch(`/sign-in-methods/${method.id}`, { enabled: false });
      await expectSoon(() => shownBy(method), [false, false], atOnce);
      await admin.patch(`/sign-in-methods/${method.id}`, { enabled: true });
      await expectSoon(() => shownBy(method), [true, true], atOnce);
      await admin.delete(`/sign-in-methods/${method.id}`);
      await expectSoon(() => shownBy(method), [false, false], atOnce);
      const { url } = await page.browser.follow(startUrl);
      expect(url).toContain(`/sign-in/${page.uid}?attempt=`);
      const attempt = new URL(url).searchParams.get('attempt') ?? '';
      expect(await viewOf(page.party, page.browser, page.uid, attempt)).toMatchObject({
        attempt: { code: 'sign_in_method.not_found', linkable: false },
      });
    });

    it('a blocked user, whose sessions and tokens end and who cannot come back', async () => {
      const { config } = running();
      const party = demoParty(config);
      const carol = await createPerson(admin, 'Carol');
      const certificate = await issueFor(await usersAuthority(config), carol.name);
      await provisionCertificate(admin, (await mtlsMethod(admin)).id, carol, certificate);
      const browser = openBrowserWith(config, certificate);
      const tokens = await signInByCertificate(browser, party);
      const self = await Management.signIn(config, carol);

      await admin.patch(`/users/${carol.id}`, { status: 'blocked' });

      const bearer = [['Authorization', `Bearer ${self.token}`]] as const;
      expect((await askBoth('/api/v2/me', bearer)).map(({ status }) => status)).toEqual([401, 401]);
      expect((await refresh(browser, party, tokens.refresh_token)).status).toBe(400);
      const userinfo = [['Authorization', `Bearer ${tokens.access_token}`]] as const;
      expect(
        (await askBoth('/oidc/me', [...userinfo, ['Accept', 'application/json']])).map(({ status }) => status),
      ).toEqual([401, 401]);
      const page = await beginSignIn(config, openBrowserWith(config, certificate));
      expect(await presentInVain(page)).toMatchObject({ code: 'certificate.account_blocked', linkable: false });
      expect((await submitPassword(page, carol)).status).toBe(401);
    });

    it('an application whose secret was replaced, and one that is gone', async () => {
      const { config } = running();
      const application = await registerApplication(admin, { first_party: true });
      await admin.post(`/clients/${application.clientId}/rotate-secret`);

      const tries = await Promise.allSettled(
        Array.from({ length: 6 }, () => redeem(openBrowser(config), application, 'x', 'x')),
      );
      await admin.delete(`/clients/${application.clientId}`);

      expect(tries.map((each) => each.status === 'rejected' && String(each.reason).includes('invalid_client'))).toEqual(
        tries.map(() => true),
      );
      const query = new URLSearchParams({ client_id: application.clientId, response_type: 'code', scope: 'openid' });
      const statuses = async () =>
        (await askBoth(`/oidc/auth?${query.toString()}`, [['Accept', 'application/json']])).map(({ status }) => status);
      await expectSoon(statuses, [400, 400], atOnce);
    });
  });
};
