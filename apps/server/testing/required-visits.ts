import { ClientSeeder } from '@postern/clients';
import { panelClientId, type RequiredIdentifiersView } from '@postern/contracts';
import { Browser } from './browser.js';
import { type CardHolder, CardHolders, type LevelPage } from './card-holders.js';
import { seedPerson, TestParty, type TestPerson } from './relying-party.js';
import { publicOrigin, TestServer } from './test-server.js';

export interface RequiredPage extends LevelPage {
  readonly required?: RequiredIdentifiersView | null;
}

export const codeOf = ({ body }: { readonly body: unknown }): string => (body as { code: string }).code;

/** People who sign in to an application that requires identifiers. */
export class RequiredVisits {
  private constructor(
    readonly server: TestServer,
    readonly shop: TestParty,
    readonly office: TestParty,
    readonly cards: CardHolders,
    readonly badges: CardHolders,
  ) {}

  static async start(): Promise<RequiredVisits> {
    const server = await TestServer.start();
    await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
    const shop = await TestParty.register(server, { first_party: true, name: 'Shop' });
    const office = await TestParty.register(server, { first_party: true, name: 'Office' });
    return new RequiredVisits(server, shop, office, await CardHolders.with(server), await CardHolders.with(server));
  }

  /** The shop requires a card again, and nobody anything else. */
  async reset(): Promise<void> {
    await this.server.manage('PATCH', `sign-in-methods/${this.cards.methodId}`, { public: true, enabled: true });
    for (const clientId of [this.shop.clientId, panelClientId])
      await this.server.manage('DELETE', `clients/${clientId}/sign-in-methods`);
    await this.server.sql('truncate audit_event');
    await this.demand(this.cards.methodId, { required: 'each' });
  }

  async demand(methodId: string, body: object, clientId = this.shop.clientId): Promise<void> {
    const path = `clients/${clientId}/sign-in-methods/${methodId}`;
    const { status, text } = await this.server.manage('PATCH', path, body);
    if (status !== 200) throw new Error(text);
  }

  events(type: string) {
    return this.server.sql<{ code: string | null; client: string | null; method: string | null; details: object }>(
      `select code, client_id as client, method_id as method, details from audit_event where type = $1 order by id`,
      [type],
    );
  }

  /** Somebody with a password only. */
  async person(): Promise<TestPerson & { readonly id: string }> {
    const seeded = await seedPerson(this.server);
    const [row] = await this.server.sql<{ id: string }>('select id from account where username = $1', [
      seeded.username,
    ]);
    return { ...seeded, id: row!.id };
  }

  continueFrom(browser: Browser, body: unknown, verifier: string, party = this.shop) {
    return this.cards.follow(party, browser, (body as { location: string }).location, verifier);
  }

  /** Signs in by password, up to the page for what is missing. */
  async arriveAt(who: TestPerson, { party = this.shop, browser = new Browser(), extra = {} } = {}) {
    const { page, verifier } = await this.cards.open(party, browser, extra);
    const { body } = await this.cards.submit(browser, page!, who);
    const next = await this.continueFrom(browser, body, verifier, party);
    return { browser, verifier, page: next.page as RequiredPage | undefined, outcome: next.outcome };
  }

  post(browser: Browser, uid: string, path: string, body: object = {}) {
    return browser.post(this.server, `/api/interaction/${uid}/${path}`, body);
  }

  /** Shows a certificate on the page, up to the question whether to add it. */
  async showOn(browser: Browser, page: LevelPage, certificate: CardHolder['certificate'], by = this.cards) {
    const address = await by.show(browser, page, certificate);
    return { address, page: (await this.cards.view(browser, address)) as RequiredPage };
  }

  /** Adds what the page asks about. */
  add(browser: Browser, page: RequiredPage) {
    return this.post(browser, page.uid, 'identifiers', { attempt: page.required!.adding!.attempt });
  }

  async linkedTo(id: string, methodId = this.cards.methodId): Promise<number> {
    const text = 'select from identifier where account_id = $1 and method_id = $2';
    return (await this.server.sql(text, [id, methodId])).length;
  }
}
