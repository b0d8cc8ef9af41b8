import { randomUUID } from 'node:crypto';
import type { NewAccountOffer } from '@postern/contracts';
import type { CertificateOptions, Issued } from '@postern/dev-pki';
import { Browser } from './browser.js';
import { CardHolders, type LevelPage } from './card-holders.js';
import { TestParty } from './relying-party.js';
import { TestServer } from './test-server.js';

/** Starting point of every test. */
const settings = {
  ...{ newAccounts: 'at_once', newUsername: 'email', newEmail: 'confirmed', newName: 'cn' },
  ...{
    newUsernamePattern: '',
    newUsernameTaken: 'number',
    newGroups: [],
    newOrganization: '',
    newFrom: [],
    newDomains: [],
  },
  ...{ newPerDay: '500', refresh: 'off', levels: [], rules: [{ source: 'certificate', field: 'linked' }] },
};

/** A server with a method that creates accounts, and people with certificates that belong to nobody. */
export const startNewAccounts = async () => {
  const server = await TestServer.start();
  const holders = await CardHolders.with(server, settings);
  const party = await TestParty.register(server, { first_party: true });

  const configure = async (params: object): Promise<void> => {
    const { status, text } = await server.manage('PATCH', `sign-in-methods/${holders.methodId}`, { params });
    if (status !== 200) throw new Error(text);
  };

  const ada = async (options: Partial<CertificateOptions> = {}) => {
    const email = `ada-${randomUUID()}@example.test`;
    const certificate = await holders.unlinked({
      subject: 'CN=Ada Lovelace,2.5.4.42=Ada,2.5.4.4=King',
      subjectAlternativeNames: [{ type: 'email', value: email }],
      ...options,
    });
    return { email, certificate };
  };

  /** Shows a certificate. @returns the sign-in, or the page where the browser stops */
  const visit = async (certificate: Issued, browser = new Browser(), extra = {}) => {
    const { page: first, verifier } = await holders.open(party, browser, extra);
    const location = await holders.show(browser, first!, certificate);
    const { outcome, page } = await holders.follow(party, browser, location, verifier);
    return { browser, verifier, code: outcome?.code ?? null, error: outcome?.error ?? null, page };
  };
  type Visit = Awaited<ReturnType<typeof visit>>;

  const claimsOf = async ({ code, verifier }: Pick<Visit, 'code' | 'verifier'>) => {
    const { body } = await party.redeem(code, verifier);
    const payload = (body as { id_token: string }).id_token.split('.')[1]!;
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string; preferred_username: string };
  };
  const offerOf = (page: LevelPage | undefined): NewAccountOffer => {
    if (page?.attempt?.newAccount == null) throw new Error(`no offer: ${page?.attempt?.code}`);
    return page.attempt.newAccount;
  };
  const confirm = ({ browser, page }: Visit, change: object = {}) => {
    const { name, shown } = offerOf(page);
    return browser.post(server, `/api/interaction/${page!.uid}/new-account`, {
      ...{ attempt: page!.attempt!.id, shown, name, ...change },
    });
  };
  const goOn = async (visited: Visit, location: string) => {
    const { outcome } = await holders.follow(party, visited.browser, location, visited.verifier);
    return { code: outcome?.code ?? null, verifier: visited.verifier };
  };
  const accountOf = async (username: string) => {
    const [row] = await server.sql<Record<string, unknown>>(
      `select id, name, given_name, family_name, email, confirmed_email, locale, role, password_hash from account where username = $1`,
      [username],
    );
    return row;
  };
  const eventsOf = async (accountId: unknown) =>
    (
      await server.sql<{ event: string }>(
        `select concat_ws(' ', type, code) as event from audit_event where account_id = $1 order by id`,
        [accountId],
      )
    ).map(({ event }) => event);
  const accounts = async () =>
    (await server.sql<{ count: number }>('select count(*)::int as count from account'))[0]!.count;

  const reset = () => configure(settings);
  return {
    ...{ server, holders, party, configure, reset, ada, visit, claimsOf, offerOf },
    ...{ confirm, goOn, accountOf, eventsOf, accounts },
  };
};

export type NewAccountsFixture = Awaited<ReturnType<typeof startNewAccounts>>;
