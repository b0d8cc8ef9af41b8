import { authorizationRequest, type HttpAnswer, signInByCertificate } from '@postern/http-browser';
import type { RunningPostern } from '@postern/local';
import { describe, expect, it } from 'vitest';
import { createPerson, mtlsMethod } from '../support/accounts.js';
import { query } from '../support/database.js';
import { inParallel, times } from '../support/in-parallel.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { linkCertificate, showCertificate, startLink, tryToConfirm } from '../support/links.js';
import { Management } from '../support/management.js';
import { demoParty, findUser, openBrowser, openBrowserWith } from '../support/people.js';
import { beginSignIn, certificateAddress, isSignedIn, submitPassword } from '../support/sign-in-page.js';
import { startLoad } from './load.js';

const outline = ({ status, headers }: HttpAnswer) => ({ status, retryAfter: Number(headers['retry-after']) > 0 });
const away = { status: 503, retryAfter: true };

export const describeDatabaseRestart = (running: () => RunningPostern): void => {
  const readiness = async () => {
    const { config } = running();
    return (await openBrowser(config).send(`${config.origins.public}/health/ready`)).status;
  };

  describe('PostgreSQL restarted under load', () => {
    it('causes 503 with Retry-After, takes readiness down, and recovers by itself', async () => {
      const { config } = running();
      const { public: origin } = config.origins;
      const party = demoParty(config);
      const bob = findUser(config, 'bob');
      const page = await beginSignIn(config, openBrowser(config, findUser(config, 'alice').certificate));
      const [admin, startUrl] = await Promise.all([Management.asAdministrator(config), certificateAddress(page)]);
      const load = startLoad(config, { width: 3 });
      await load.reached(6);

      await running().stopDatabase();
      const { browser } = page;
      const answers = {
        authorize: await browser.get(authorizationRequest(party).url),
        page: await browser.send(`${origin}/api/interaction/${page.uid}`),
        certificate: await browser.get(startUrl),
        token: await browser.postForm(
          `${party.issuer}/token`,
          { grant_type: 'refresh_token', refresh_token: 'x'.repeat(43) },
          {
            authorization: `Basic ${Buffer.from(`${party.clientId}:${party.clientSecret}`).toString('base64')}`,
          },
        ),
        userinfo: await browser.send(`${party.issuer}/me`, { headers: { authorization: `Bearer ${'x'.repeat(43)}` } }),
        api: await admin.send('GET', '/me'),
        readiness: await browser.send(`${origin}/health/ready`),
      };
      const liveness = await browser.send(`${origin}/health/live`);
      await running().startDatabase();
      expect(Object.fromEntries(Object.entries(answers).map(([what, answer]) => [what, outline(answer)]))).toEqual(
        Object.fromEntries(Object.keys(answers).map((what) => [what, away])),
      );
      expect(liveness.status).toBe(200);
      await expect.poll(readiness, { timeout: 10_000, interval: 50 }).toBe(200);
      await load.reached(6);
      const { succeeded } = await load.stop();
      expect(succeeded).toBeGreaterThanOrEqual(12);

      // The page that was open all the time goes on, with the ticket it had.
      const { location } = await browser.follow(startUrl, (at) => isSignedIn(at, party));
      expect(isSignedIn(location, party)).toBe(true);
      const other = await beginSignIn(config, openBrowser(config));
      expect((await submitPassword(other, bob)).status).toBe(200);
    });

    it('leaves no half-written link, and answers nothing but 201 and 503', async () => {
      const { config } = running();
      const admin = await Management.asAdministrator(config);
      const [authority, { id: methodId }] = await Promise.all([usersAuthority(config), mtlsMethod(admin)]);
      const people = await inParallel(
        4,
        times(8, () => async () => {
          const person = await createPerson(admin, 'Linker');
          const self = await Management.signIn(config, person);
          const browser = openBrowserWith(config, await issueFor(authority, person.name));
          const codes = await inParallel(
            1,
            times(3, () => async () => (await showCertificate(browser, await startLink(self, methodId))).code),
          );
          return { person, self, browser, codes };
        }),
      );

      const confirming = people.map(async ({ self, codes }) =>
        inParallel(
          1,
          codes.map((code) => () => tryToConfirm(self, code)),
        ),
      );
      await running().stopDatabase();
      await running().startDatabase();
      const answers = await Promise.all(confirming);
      await expect.poll(readiness, { timeout: 10_000, interval: 50 }).toBe(200);

      const statuses = new Set(answers.flat().map(({ status }) => status));
      expect([...statuses].filter((status) => ![201, 409, 503].includes(status))).toEqual([]);
      const [counts] = await query<{ links: number; certificates: number; events: number }>(
        config,
        `select count(*)::integer as links, count(c.id)::integer as certificates,
           (select count(*)::integer from audit_event where type = 'identifier.linked' and account_id = any($1)) as events
         from identifier i left join certificate c on c.id = i.certificate_id where i.account_id = any($1)`,
        [people.map(({ person }) => person.id)],
      );
      const promised = answers.filter((each) => each.some(({ status }) => status === 201)).length;
      expect(counts!.links).toBeGreaterThanOrEqual(promised);
      expect(counts).toEqual({ links: counts!.links, certificates: counts!.links, events: counts!.links });

      for (const { self, browser } of people) {
        await linkCertificate(self, browser, methodId).catch((error: Error) => expect(error.message).toContain('409'));
        await expect(signInByCertificate(browser, demoParty(config))).resolves.toBeDefined();
      }
    });
  });
};
