import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CardHolder, CardHolders } from '../../testing/card-holders.js';
import { ReleaseVisits } from '../../testing/release-visits.js';
import type { TestParty } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let visits: ReleaseVisits;
let ada: CardHolder;
const parties = new Map<string, TestParty>();

beforeAll(async () => {
  server = await TestServer.start();
  visits = new ReleaseVisits(await CardHolders.with(server));
  ada = await visits.holders.add();
  parties.set('third', await visits.party());
  parties.set('first', await visits.party({ first_party: true }));
});
afterAll(() => server?.stop());

const sha256Of = async ({ identifierId }: CardHolder): Promise<string> => {
  const [row] = await server.sql<{ sha256: string }>(
    `select encode(c.sha256, 'hex') as sha256 from identifier i join certificate c on c.id = i.certificate_id where i.id = $1`,
    [identifierId],
  );
  return row!.sha256;
};

describe('what an application is told of an identifier', () => {
  it.each(
    ['third', 'first'].flatMap((kind) =>
      ['openid', 'openid identifiers', 'openid certificate', 'openid identifiers certificate'].flatMap((scope) =>
        [
          ['private', undefined, false],
          ['on_request', true, true],
          ['on_request', false, false],
          ['public', undefined, true],
        ].map(([publicity, choice, told]) => [kind, scope, publicity, choice, told] as const),
      ),
    ),
  )('%s-party, %s, %s, ticked: %s → %s', async (kind, scope, publicity, choice, told) => {
    const party = parties.get(kind)!;
    await server.sql('delete from oidc_artifact');
    await visits.setPublicity(ada, String(publicity));
    const scopes = scope.split(' ');

    const { asked, userinfo } = await visits.learns(party, ada, { scope, allow: () => choice === true });

    const isNamed = publicity === 'on_request' && scopes.length > 1;
    expect(asked?.consent?.identifiers.map(({ id }) => id) ?? []).toEqual(isNamed ? [ada.identifierId] : []);
    // First-party applications ask for nothing but that.
    if (kind === 'first') expect(asked?.consent?.scopes ?? []).toEqual([]);
    const sha256 = await sha256Of(ada);
    const facts = {
      method: { type: 'mtls', name: expect.stringMatching(/^Card/) },
      sha256,
      label: expect.any(String),
      issuer: 'CN=People',
    };
    expect(userinfo.identifiers).toEqual(
      scopes.includes('identifiers') ? (told ? [expect.objectContaining(facts)] : []) : undefined,
    );
    if (scopes.includes('certificate') && told === true) expect(userinfo.certificate).toMatchObject(facts);
    else expect(userinfo).not.toHaveProperty('certificate');
  });

  it('has these members, and never the certificate itself', async () => {
    await server.sql('delete from oidc_artifact');
    await visits.setPublicity(ada, 'public');

    const { userinfo } = await visits.learns(parties.get('third')!, ada);

    const members = ['issuer', 'label', 'linkedAt', 'method', 'notAfter', 'serial', 'sha256', 'subject'];
    expect(Object.keys(userinfo.identifiers![0]!).toSorted()).toEqual(members);
    expect(Object.keys(userinfo.certificate!).toSorted()).toEqual([...members, 'x5t#S256'].toSorted());
    const { sha256, 'x5t#S256': thumbprint } = userinfo.certificate!;
    expect(Buffer.from(String(thumbprint), 'base64url').toString('hex')).toBe(sha256);
    expect(new Date(String(userinfo.certificate!['notAfter'])).toISOString()).toBe(userinfo.certificate!['notAfter']);
    expect(JSON.stringify(userinfo)).not.toMatch(/BEGIN|"pem"/);
  });
});

describe('the ID token', () => {
  it('has neither claim unless the request names it, because ID tokens are also sent as hints', async () => {
    await visits.setPublicity(ada, 'public');
    const party = parties.get('first')!;
    const claims = JSON.stringify({ id_token: { certificate: null } });

    const plain = await visits.learns(party, ada);
    const named = await visits.learns(party, ada, { extra: { claims } });

    for (const claim of ['identifiers', 'certificate']) expect(plain.idToken).not.toHaveProperty(claim);
    expect(named.idToken.certificate).toEqual(named.userinfo.certificate);
    expect(named.idToken).not.toHaveProperty('identifiers');
  });
});

describe('the metadata', () => {
  it('lists scopes and claims', async () => {
    const { body } = await server.send('/oidc/.well-known/openid-configuration');

    expect(body.scopes_supported).toEqual(expect.arrayContaining(['identifiers', 'certificate', 'certificate:pem']));
    expect(body.claims_supported).toEqual(expect.arrayContaining(['identifiers', 'certificate']));
  });
});
