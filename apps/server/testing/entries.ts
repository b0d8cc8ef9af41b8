import { Browser } from './browser.js';
import type { CardHolder, CardHolders, LevelPage } from './card-holders.js';
import type { TestParty } from './relying-party.js';
import { publicOrigin } from './test-server.js';

/** A page that says why somebody may not enter. */
export interface RefusedPage extends LevelPage {
  readonly refusal: {
    readonly reason: string;
    readonly contact: string | null;
    readonly mayAsk: boolean;
    readonly asked: { readonly state: string } | null;
  };
}

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly error?: string;
}

/** People who enter an application, by password or with a certificate, and applications that use their tokens. */
export class Entries {
  constructor(
    readonly holders: CardHolders,
    readonly party: TestParty,
  ) {}

  /** Opens the application; a page to sign in is answered with the certificate, or the password. */
  async enter(holder: CardHolder, browser = new Browser(), by: 'certificate' | 'password' = 'certificate') {
    const { holders, party } = this;
    const opened = await holders.open(party, browser, { scope: 'openid offline_access' });
    if (opened.page?.step !== 'sign_in') return { ...opened, browser };
    const location =
      by === 'certificate'
        ? await holders.show(browser, opened.page, holder.certificate)
        : ((await holders.submit(browser, opened.page, holder)).body as { location: string }).location;
    return { ...(await holders.follow(party, browser, location, opened.verifier)), browser };
  }

  async reason(holder: CardHolder, browser?: Browser): Promise<string | null> {
    const { page } = await this.enter(holder, browser);
    return (page as RefusedPage | undefined)?.refusal.reason ?? null;
  }

  /** Enters and redeems the code. */
  async tokens(holder: CardHolder, browser?: Browser): Promise<Tokens> {
    const { outcome, verifier } = await this.enter(holder, browser);
    return (await this.party.redeem(outcome?.code ?? null, verifier)).body as Tokens;
  }

  async refresh(refreshToken: string): Promise<Tokens> {
    const { clientId: client_id, secret: client_secret, server } = this.party;
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken };
    return (await server.token({ ...grant, client_id, client_secret })).body as Tokens;
  }

  async userinfo(accessToken: string): Promise<number> {
    const headers = { authorization: `Bearer ${accessToken}` };
    return (await this.party.server.send(new URL('/oidc/me', publicOrigin).pathname, { headers })).status;
  }

  /** Changes who may enter. */
  async allow(access: object): Promise<void> {
    const { status, text } = await this.party.server.manage('PATCH', `clients/${this.party.clientId}`, { access });
    if (status !== 200) throw new Error(text);
  }

  manage(method: string, path: string, body?: object) {
    return this.party.server.manage(method, `clients/${this.party.clientId}/${path}`, body);
  }
}
