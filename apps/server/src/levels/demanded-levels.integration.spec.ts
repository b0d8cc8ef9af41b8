import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeJwt } from 'jose';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { TestParty } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

const password = 'urn:postern:acr:password';
const certificate = 'urn:postern:acr:certificate';
const hardware = 'urn:postern:acr:certificate-hardware';
const essential = (acr: object) => ({ claims: JSON.stringify({ id_token: { acr: { essential: true, ...acr } } }) });

let server: TestServer;
let holders: CardHolders;
let party: TestParty;
let strict: TestParty;
let alice: CardHolder;

beforeAll(async () => {
  server = await TestServer.start();
  holders = await CardHolders.with(server);
  party = await TestParty.register(server, { first_party: true });
  strict = await TestParty.register(server, { first_party: true, accepted_acr_values: [certificate] });
  alice = await holders.add();
});
afterAll(() => server?.stop());

describe('levels that cannot be met', () => {
  it('are refused at once, with a sentence that names what is requested and what is accepted', async () => {
    const { outcome } = await holders.open(strict, new Browser(), { acr_values: password });

    expect(outcome).toMatchObject({
      error: 'unmet_authentication_requirements',
      description: `the application asks for ${password}, and its administrator accepts ${certificate} only`,
    });
  });

  it('are unknown levels, and levels that no method here reaches', async () => {
    const unknown = await holders.open(party, new Browser(), { acr_values: 'phr phrh' });
    const beyond = await holders.open(party, new Browser(), { acr_values: 'urn:postern:acr:passkey' });

    expect(unknown.outcome).toMatchObject({
      error: 'unmet_authentication_requirements',
      description: 'none of the levels asked for is known here: phr or phrh',
    });
    expect(beyond.outcome).toMatchObject({
      error: 'unmet_authentication_requirements',
      description: 'no sign-in method here reaches urn:postern:acr:passkey',
    });
  });
});

describe('an application whose administrator accepts certificates only', () => {
  it('gets one without requesting it', async () => {
    const browser = await holders.signedInByPassword(party, alice);

    const { page, claims } = await holders.stepUp(strict, browser, alice);

    expect(page!.requirement).toMatchObject({ levels: [certificate], proved: password });
    expect(claims).toMatchObject({ acr: certificate, amr: ['pwd', 'pop'] });
  });

  it('is told the level that was proved, also a higher one', async () => {
    const { page, verifier } = await holders.open(strict, new Browser());
    const browser = new Browser();
    const opened = await holders.open(strict, browser);
    const change = { acr: hardware, amr: ['pop', 'sc'] };
    const next = await holders.show(browser, opened.page!, alice.certificate, change);
    const { outcome } = await holders.follow(strict, browser, next, opened.verifier);

    expect([page!.requirement?.levels, verifier.length > 0]).toEqual([[certificate], true]);
    expect(await holders.claims(strict, outcome!.code, opened.verifier)).toMatchObject({
      acr: hardware,
      amr: ['pop', 'sc'],
    });
  });

  it('gets a certificate that counts as two factors, which reaches both', async () => {
    const twoFactors = 'urn:postern:acr:two-factors';
    const browser = new Browser();
    const opened = await holders.open(strict, browser);
    const next = await holders.show(browser, opened.page!, alice.certificate, { acr: twoFactors, amr: ['pop', 'mfa'] });
    const { outcome } = await holders.follow(strict, browser, next, opened.verifier);
    const { body } = await strict.redeem(outcome!.code, opened.verifier);
    const { access_token: token, id_token: idToken } = body as { access_token: string; id_token: string };
    const silent = await holders.open(party, browser, { acr_values: twoFactors, prompt: 'none' });

    expect(decodeJwt(idToken)).toMatchObject({ acr: certificate, amr: ['pop', 'mfa'] });
    expect((await server.send('/oidc/me', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    expect(await holders.claims(party, silent.outcome!.code, silent.verifier)).toMatchObject({ acr: twoFactors });
    const asked = await holders.open(party, browser, { acr_values: hardware, prompt: 'none' });
    expect(asked.outcome?.error).toBe('unmet_authentication_requirements');
  });

  it('gets no certificate of a lower level: the level decides, not the method that was chosen', async () => {
    const browser = new Browser();
    const { page } = await holders.open(strict, browser);

    const back = await holders.show(browser, page!, alice.certificate, { acr: 'urn:postern:acr:certificate-low' });

    expect((await holders.view(browser, back)) as unknown).toMatchObject({ attempt: { code: 'acr.not_reached' } });
    const events = await server.sql<{ type: string; code: string; details: object }>(
      `select type, code, details from audit_event where method_id = $1 order by id desc limit 1`,
      [holders.methodId],
    );
    expect(events).toMatchObject([
      {
        type: 'sign_in.failed',
        code: 'acr.not_reached',
        details: { asked: [certificate], reached: 'urn:postern:acr:certificate-low' },
      },
    ]);
  });

  it('may have its own requested levels ignored', async () => {
    const deaf = await TestParty.register(server, { first_party: true, acr_requests: 'ignore' });
    const browser = await holders.signedInByPassword(party, alice);

    const { outcome, verifier } = await holders.open(deaf, browser, essential({ value: certificate }));

    expect(await holders.claims(deaf, outcome!.code, verifier)).toMatchObject({ acr: password });
  });

  it('is recorded when it changes', async () => {
    const changed = await TestParty.register(server, { first_party: true });
    const { status, body } = await server.manage('PATCH', `clients/${changed.clientId}`, {
      accepted_acr_values: [certificate],
    });

    expect([status, (body as { accepted_acr_values: string[] }).accepted_acr_values]).toEqual([200, [certificate]]);
    expect((await server.events(changed.clientId)).at(-1)).toMatchObject({
      type: 'client.updated',
      details: {
        changed: ['accepted_acr_values'],
        accepted_acr_values: [certificate],
        before: { accepted_acr_values: [] },
      },
    });
    const refused = await server.manage('PATCH', `clients/${changed.clientId}`, {
      accepted_acr_values: ['certificate'],
    });
    expect(refused.status).toBe(422);
  });
});

describe('discovery', () => {
  it('names the levels and the claims parameter', async () => {
    const { body } = await server.send('/oidc/.well-known/openid-configuration');

    const ofCertificates = ['two-factors', 'certificate-low', 'certificate', 'certificate-hardware'];
    expect(body).toMatchObject({
      claims_parameter_supported: true,
      acr_values_supported: [password, ...ofCertificates.map((name) => `urn:postern:acr:${name}`)],
    });
  });
});

describe('a proof of a session', () => {
  it('ends with its identifier, and ends the session, even if it is not the last proof', async () => {
    const carol = await holders.add();
    const browser = new Browser();
    await holders.stepUp(party, browser, carol, { acr_values: certificate });
    const again = await holders.open(party, browser, { prompt: 'login' });
    const { body } = await holders.submit(browser, again.page!, carol);
    await holders.follow(party, browser, (body as { location: string }).location, again.verifier);

    await server.manage('DELETE', `users/${carol.id}/identifiers/${carol.identifierId}`);

    const silent = await holders.open(party, browser, { prompt: 'none' });
    expect(silent.outcome?.error).toBe('login_required');
  });

  it('is not restored by a step-up under way when its identifier is removed', async () => {
    const dave = await holders.add();
    const browser = new Browser();
    await holders.stepUp(party, browser, dave, { acr_values: certificate });
    const again = await holders.open(party, browser, { prompt: 'login' });
    const { body } = await holders.submit(browser, again.page!, dave);
    const work = await browser.get(server, (body as { location: string }).location);
    expect(work.status).toBe(303);
    const races = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const erin = await holders.add();
        const tab = new Browser();
        await holders.stepUp(party, tab, erin, { acr_values: certificate });
        const page = await holders.open(party, tab, { prompt: 'login' });
        const proved = (await holders.submit(tab, page.page!, erin)).body as { location: string };
        await Promise.all([
          tab.get(server, proved.location),
          server.manage('DELETE', `users/${erin.id}/identifiers/${erin.identifierId}`),
        ]);
        return server.sql(
          `select 1 from oidc_artifact where model = 'Session' and account_id = $1
             and payload -> 'proofs' @> jsonb_build_array(jsonb_build_object('identifierId', $2::text))`,
          [erin.id, erin.identifierId],
        );
      }),
    );

    expect(races.flat()).toEqual([]);
  });
});
