import { ClientSeeder } from '@postern/clients';
import { type ConsentIdentifier, type ConsentScope, panelScopes } from '@postern/contracts';
import type { Issued } from '@postern/dev-pki';
import { decodeJwt } from 'jose';
import { Browser } from './browser.js';
import type { CardHolder, CardHolders, LevelPage } from './card-holders.js';
import { type Answer, publicOrigin } from './test-server.js';
import { TestParty } from './relying-party.js';

/** Data of the consent page that tests check. */
export interface ConsentPage extends LevelPage {
  readonly consent: {
    readonly scopes: readonly ConsentScope[];
    readonly identifiers: readonly ConsentIdentifier[];
  } | null;
}

/** How a visit to an application ended. */
export interface Visit {
  readonly browser: Browser;
  /** The consent page that was shown, if there was one. */
  readonly asked: ConsentPage | undefined;
  readonly error: string | null;
  readonly tokens: { readonly access_token: string; readonly id_token: string; readonly refresh_token?: string };
}

interface Way {
  readonly scope?: string;
  readonly browser?: Browser;
  /** Identifiers to leave ticked on the consent page; undefined: unchanged. */
  readonly allow?: (identifier: ConsentIdentifier) => boolean;
  readonly certificate?: Issued;
  readonly extra?: Readonly<Record<string, string>>;
}

export const releaseScope = 'openid identifiers certificate';

/** Visits to applications that ask for identifiers, by people who sign in with a card. */
export class ReleaseVisits {
  /** Tokens of the panel, by account. */
  private readonly tokens = new Map<string, string>();

  constructor(readonly holders: CardHolders) {}

  party(settings: object = {}, redirectUri?: string): Promise<TestParty> {
    const scopes = ['openid', 'profile', 'email', 'offline_access', 'identifiers', 'certificate'];
    return TestParty.register(this.holders.server, { scopes, ...settings }, redirectUri);
  }

  async setPublicity({ identifierId }: CardHolder, publicity: string): Promise<void> {
    await this.holders.server.sql('delete from identifier_release where identifier_id = $1', [identifierId]);
    await this.holders.server.sql('update identifier set publicity = $2 where id = $1', [identifierId, publicity]);
  }

  /** Runs a visit up to the consent page or the application. */
  async arrive(
    party: TestParty,
    holder: CardHolder,
    { scope = releaseScope, browser = new Browser(), certificate, extra = {} }: Way = {},
  ) {
    const opened = await this.holders.open(party, browser, { scope, ...extra });
    const { page, verifier } = opened;
    if (page === undefined || page.step !== 'sign_in') return { browser, ...opened };
    const shown = await this.holders.show(browser, page, certificate ?? holder.certificate);
    return { browser, ...(await this.holders.follow(party, browser, shown, verifier)) };
  }

  async visit(party: TestParty, holder: CardHolder, way: Way = {}): Promise<Visit> {
    const { browser, verifier, ...arrived } = await this.arrive(party, holder, way);
    const asked = arrived.page as ConsentPage | undefined;
    let { outcome } = arrived;
    if (asked !== undefined) {
      const { allow = ({ released }) => released } = way;
      const identifiers = (asked.consent?.identifiers ?? []).filter(allow).map(({ id }) => id);
      const { status, text, body } = await this.consent(browser, asked, { identifiers });
      if (status !== 200) throw new Error(text);
      const end = await this.holders.follow(party, browser, (body as { location: string }).location, verifier);
      if (end.outcome === undefined) throw new Error(`asked again: ${JSON.stringify(end.page)}`);
      ({ outcome } = end);
    }
    const { code = null, error = null } = outcome ?? {};
    const tokens = code === null ? {} : (await party.redeem(code, verifier)).body;
    return { browser, asked, error, tokens: tokens as Visit['tokens'] };
  }

  consent(browser: Browser, { uid }: Pick<ConsentPage, 'uid'>, body: object): Promise<Answer> {
    return browser.post(this.holders.server, `/api/interaction/${uid}/consent`, body);
  }

  userinfo(access: string): Promise<Answer> {
    return this.holders.server.send('/oidc/me', { headers: { authorization: `Bearer ${access}` } });
  }

  /** Claims that an application gets after a visit. */
  async learns(party: TestParty, holder: CardHolder, way: Way = {}) {
    const visit = await this.visit(party, holder, way);
    const { body } = await this.userinfo(visit.tokens.access_token);
    return { ...visit, userinfo: body as Learned, idToken: decodeJwt<Learned>(visit.tokens.id_token) };
  }

  /** Calls the management API as the person, with a token of the panel. */
  async inProfile(holder: CardHolder, method: string, path: string, body?: object): Promise<Answer> {
    const { server } = this.holders;
    const token = this.tokens.get(holder.id) ?? (await this.panelToken(holder));
    this.tokens.set(holder.id, token);
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
    return server.send(`/api/v2/me/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  }

  private async panelToken(holder: CardHolder): Promise<string> {
    const { holders } = this;
    await holders.server.get(ClientSeeder).ensurePanelClient(publicOrigin);
    const panel = TestParty.panel(holders.server);
    const extra = { resource: `${publicOrigin}/api/v2`, scope: ['openid', 'read:me', ...panelScopes].join(' ') };
    const browser = new Browser();
    const { page, verifier } = await holders.open(panel, browser, extra);
    const { body } = await holders.submit(browser, page!, holder);
    const { outcome } = await holders.follow(panel, browser, (body as { location: string }).location, verifier);
    return ((await panel.redeem(outcome?.code ?? null, verifier)).body as { access_token: string }).access_token;
  }

  refresh(
    { clientId: client_id, secret: client_secret }: TestParty,
    refresh_token: string,
    more = {},
  ): Promise<Answer> {
    return this.holders.server.token({ grant_type: 'refresh_token', client_id, client_secret, refresh_token, ...more });
  }
}

export interface Learned {
  readonly [claim: string]: unknown;
  readonly identifiers?: readonly Readonly<Record<string, unknown>>[];
  readonly certificate?: Readonly<Record<string, unknown>>;
}
