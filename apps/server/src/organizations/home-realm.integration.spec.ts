import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../../testing/browser.js';
import { CardHolders, type LevelPage } from '../../testing/card-holders.js';
import { createOrganization, type TestOrganization } from '../../testing/organizations.js';
import { TestParty } from '../../testing/relying-party.js';
import { TestServer } from '../../testing/test-server.js';

interface Page extends Omit<LevelPage, 'methods'> {
  readonly methods: readonly (LevelPage['methods'][number] & {
    readonly preferred?: boolean;
    readonly group: string;
    readonly lastUsed: boolean;
  })[];
}

let server: TestServer;
let north: TestOrganization;
let cards: CardHolders;
let portal: TestParty;

beforeAll(async () => {
  server = await TestServer.start();
  north = await createOrganization(server);
  await CardHolders.with(server);
  cards = await CardHolders.with(server, {}, { organizationId: north.id });
  portal = await TestParty.register(server, {
    ...{ first_party: true, organization_id: north.id, access: { mode: 'everybody' } },
  });
  await server.manage('PATCH', `sign-in-methods/${cards.methodId}`, { group: 'other' });
  const { body } = await server.manage('POST', `organizations/${north.id}/domains`, { domain: 'north.example' });
  await server.manage('PATCH', `organizations/${north.id}/domains/${(body as { id: string }).id}`, { verified: true });
});
afterAll(() => server?.stop());

const open = async (extra: Readonly<Record<string, string>> = {}, party = portal) => {
  const browser = new Browser();
  return { page: (await cards.open(party, browser, extra)).page as Page, browser };
};
const firstOf = ({ methods }: Page) => methods[0]?.id;

describe('methods of the organization whose domain it is', () => {
  it('come last, as its list says, where no domain is named', async () => {
    const { page } = await open();

    expect(firstOf(page)).not.toBe(cards.methodId);
    expect(page.methods.some(({ preferred }) => preferred)).toBe(false);
  });

  it.each([
    ['login_hint', 'nobody@North.example'],
    ['domain_hint', 'north.example'],
  ] as const)('come first where the application names it by %s', async (name, hint) => {
    const { page } = await open({ [name]: hint });

    expect(page.methods[0]).toMatchObject({ id: cards.methodId, group: 'main', preferred: true });
    expect(page.methods.slice(1).some(({ preferred, lastUsed }) => preferred === true || lastUsed)).toBe(false);
  });

  it('come first after the person typed an address, whether there is such an account or not', async () => {
    await server.sql(
      `insert into account (username, name, email) values ('alice-north', 'Alice', 'alice@north.example')`,
    );
    const { page, browser } = await open();
    const get = async (path: string) => (await browser.get(server, `/api/interaction/${page.uid}${path}`)).body;

    expect(await get('/domains/north.example')).toEqual({ known: true });
    expect(await get('/domains/other.example')).toEqual({ known: false });
    expect(await get(`/domains/${'x'.repeat(90)}`)).toEqual({ known: false });
    const answers = await Promise.all(
      ['north.example', 'alice@north.example', 'nobody@north.example'].map((domain) => get(`?domain=${domain}`)),
    );
    const shown = answers.map((answer) => (answer as Page).methods.map(({ id, preferred }) => [id, preferred]));
    expect(shown[0]?.[0]).toEqual([cards.methodId, true]);
    expect(new Set(shown.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(firstOf((await get('?domain=other.example')) as Page)).toBe(firstOf(page));
  });

  it('are not offered by an application that does not offer them', async () => {
    const elsewhere = await TestParty.register(server, { first_party: true });
    const { page } = await open({ domain_hint: 'north.example' }, elsewhere);

    expect(page.methods.some(({ id }) => id === cards.methodId)).toBe(false);
  });
});
