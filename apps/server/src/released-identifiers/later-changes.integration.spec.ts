import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import type { TestParty } from '../../testing/relying-party.js';
import { type Learned, releaseScope, ReleaseVisits } from '../../testing/release-visits.js';
import { TestServer } from '../../testing/test-server.js';

const scope = `${releaseScope} offline_access`;
const offline = { scope, extra: { prompt: 'consent' } };

let server: TestServer;
let visits: ReleaseVisits;
let party: TestParty;
let ada: CardHolder;

beforeAll(async () => {
  server = await TestServer.start();
  visits = new ReleaseVisits(await CardHolders.with(server));
});
afterAll(() => server?.stop());

beforeEach(async () => {
  party = await visits.party();
  ada = await visits.holders.add();
  await visits.setPublicity(ada, 'on_request');
});

/** The person themselves, in their profile. */
const inProfile = (method: string, path: string, body?: object) => visits.inProfile(ada, method, path, body);

const ofRefresh = async (refreshToken: string | undefined): Promise<Learned & { readonly next: string }> => {
  const { body, text, status } = await visits.refresh(party, refreshToken ?? '');
  if (status !== 200) throw new Error(text);
  const { access_token, refresh_token } = body as Record<string, string>;
  return { ...((await visits.userinfo(access_token!)).body as Learned), next: refresh_token! };
};

describe('an application with a refresh token', () => {
  it('is told the same again', async () => {
    const { userinfo, tokens } = await visits.learns(party, ada, offline);

    const later = await ofRefresh(tokens.refresh_token);

    expect(userinfo.identifiers).toHaveLength(1);
    expect(later.identifiers).toEqual(userinfo.identifiers);
    expect(later.certificate).toEqual(userinfo.certificate);
  });

  it('is told nothing more once the person makes the identifier private, even if it becomes available again', async () => {
    const { tokens } = await visits.learns(party, ada, offline);

    await inProfile('PATCH', `identifiers/${ada.identifierId}`, { publicity: 'private' });
    const hidden = await ofRefresh(tokens.refresh_token);
    await inProfile('PATCH', `identifiers/${ada.identifierId}`, { publicity: 'on_request' });
    const again = await ofRefresh(hidden.next);

    for (const { identifiers, certificate } of [hidden, again, (await visits.userinfo(tokens.access_token)).body]) {
      expect([identifiers, certificate]).toEqual([[], undefined]);
    }
    expect((await visits.arrive(party, ada, { scope })).page).toMatchObject({ step: 'consent' });
  });

  it('keeps its access when only the name of the identifier changes', async () => {
    const { tokens } = await visits.learns(party, ada, offline);

    await inProfile('PATCH', `identifiers/${ada.identifierId}`, { label: 'Work card', publicity: 'on_request' });

    expect((await ofRefresh(tokens.refresh_token)).identifiers).toMatchObject([{ label: 'Work card' }]);
  });

  it('is not told of an identifier that was unlinked', async () => {
    const { tokens } = await visits.learns(party, ada, offline);

    await server.manage('DELETE', `users/${ada.id}/identifiers/${ada.identifierId}`);

    expect((await visits.userinfo(tokens.access_token)).body).not.toHaveProperty('certificate');
    expect((await visits.refresh(party, tokens.refresh_token ?? '')).status).toBe(400);
  });

  it('is not told of a certificate that was blocked', async () => {
    const { tokens, userinfo } = await visits.learns(party, ada, offline);
    const { sha256 } = userinfo.identifiers![0]!;

    const blocked = await server.manage('POST', 'revocation/blocks', { sha256, reason: 'lost' });
    const { status, body } = await visits.userinfo(tokens.access_token);

    expect(blocked.status).toBe(201);
    expect(status === 200 ? [body.identifiers, body.certificate] : [[], undefined]).toEqual([[], undefined]);
  });

  it('is told which certificate was used only as long as the session lasts', async () => {
    const { tokens } = await visits.learns(party, ada, offline);

    await server.sql(`update oidc_artifact set expires_at = now() where account_id = $1 and model = 'Session'`, [
      ada.id,
    ]);
    const later = await ofRefresh(tokens.refresh_token);

    expect(later.identifiers).toHaveLength(1);
    expect(later).not.toHaveProperty('certificate');
  });

  it('that loses the scopes is told nothing from then on', async () => {
    const { tokens } = await visits.learns(party, ada, offline);

    await server.manage('PATCH', `clients/${party.clientId}`, { scopes: ['openid', 'offline_access'] });
    const { body } = await visits.userinfo(tokens.access_token);

    expect(body).toEqual({ sub: ada.id });
    expect((await visits.arrive(party, ada)).outcome).toMatchObject({ error: 'invalid_scope' });
  });
});

describe('an identifier that is linked later', () => {
  it('is asked about again, with the earlier choices filled in; refused ones stay refused', async () => {
    const { browser } = await visits.learns(party, ada, { allow: () => false });
    const other = await visits.holders.unlinked();
    const { body } = await server.manage('POST', `users/${ada.id}/identifiers`, {
      ...{ methodId: visits.holders.methodId, certificate: other.pem },
    });
    const { id } = body as { id: string };
    await server.sql(`update identifier set publicity = 'on_request' where id = $1`, [id]);

    const { asked, userinfo } = await visits.learns(party, ada, { browser });

    expect(asked!.consent).toMatchObject({
      scopes: [],
      identifiers: [
        { id: ada.identifierId, released: false },
        { id, released: true },
      ],
    });
    expect(userinfo.identifiers).toHaveLength(1);
    expect(userinfo).not.toHaveProperty('certificate');
    expect((await visits.learns(party, ada, { browser })).asked).toBeUndefined();
  });

  it('is not released to an application that may not show a page now (prompt=none)', async () => {
    const first = await visits.party({ first_party: true });
    const { browser } = await visits.learns(first, ada, { scope: 'openid' });

    const { asked, userinfo } = await visits.learns(first, ada, { browser, extra: { prompt: 'none' } });

    expect(asked).toBeUndefined();
    expect([userinfo.identifiers, userinfo.certificate]).toEqual([[], undefined]);
  });
});

describe('connected applications', () => {
  it('list what each can see, and revoking access ends it and deletes the choices', async () => {
    const { tokens } = await visits.learns(party, ada, { scope });
    const label = (await inProfile('GET', 'identifiers')).body[0].label as string;
    const entry = async () =>
      (await inProfile('GET', 'applications')).body.find(
        ({ clientId }: { clientId: string }) => clientId === party.clientId,
      );

    expect(await entry()).toMatchObject({ identifiers: [label] });
    expect((await inProfile('DELETE', `applications/${party.clientId}`)).status).toBe(204);

    expect(await entry()).toBeUndefined();
    expect((await visits.userinfo(tokens.access_token)).status).toBe(401);
    expect(await server.sql('select 1 from identifier_release where client_id = $1', [party.clientId])).toEqual([]);
    expect((await visits.arrive(party, ada, { browser: new Browser() })).page).toMatchObject({ step: 'consent' });
  });

  it('do not show what was refused', async () => {
    await visits.learns(party, ada, { allow: () => false });

    expect((await inProfile('GET', 'applications')).body).toMatchObject([{ identifiers: [] }]);
  });
});

describe('the event log', () => {
  it('records the choice and each release, without values', async () => {
    await visits.learns(party, ada);

    await expect
      .poll(() => server.events(party.clientId))
      .toEqual(
        expect.arrayContaining([
          { type: 'consent.identifiers_chosen', details: { allowed: 1, refused: 0 } },
          { type: 'identifier.released', details: { identifiers: 1, certificate: true } },
        ]),
      );
  });
});
