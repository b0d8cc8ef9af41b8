import type { Identifier } from '@postern/contracts';
import * as oidc from 'openid-client';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod, type Person, provisionCertificate } from '../support/accounts.js';
import { type Application, fetchOver, registerApplication } from '../support/applications.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { openBrowser, type PemPair } from '../support/people.js';
import { faultsOf } from './support/accessibility.js';
import { useChromium } from './support/chromium.js';
import { administratorsPanel, dialog, flip, pressIn, toast } from './support/panel.js';
import { heading, methodButton } from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
/** Somebody answers there, whoever the code is for. */
const redirectUri = `${postern.origins.demo}/`;
const scopes = ['openid', 'identifiers', 'certificate'];
let admin: Management;
let iris: Person;
let card: PemPair;

/** Iris has two certificates, and wants to be asked about both. */
beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
  iris = await createPerson(admin, 'Iris');
  const authority = await usersAuthority(postern);
  card = await issueFor(authority, iris.username);
  const { id: methodId } = await mtlsMethod(admin);
  await provisionCertificate(admin, methodId, iris, card);
  await provisionCertificate(admin, methodId, iris, await issueFor(authority, `${iris.username} laptop`));
  const self = await Management.signIn(postern, iris);
  const [first, second] = await self.get<Identifier[]>('/me/identifiers');
  await self.patch(`/me/identifiers/${first!.id}`, { label: 'Work card', publicity: 'on_request' });
  await self.patch(`/me/identifiers/${second!.id}`, { label: 'Laptop', publicity: 'on_request' });
});

interface Tokens {
  readonly accessToken: string;
  readonly sub: string;
}

/** The application as an integrator writes it, with openid-client. */
class Integrator {
  private readonly verifier = oidc.randomPKCECodeVerifier();

  private constructor(
    readonly application: Application,
    private readonly configuration: oidc.Configuration,
  ) {}

  static async of(application: Application): Promise<Integrator> {
    const { clientId, clientSecret } = application;
    const configuration = await oidc.discovery(
      new URL(postern.issuer),
      clientId,
      undefined,
      oidc.ClientSecretBasic(clientSecret),
      { [oidc.customFetch]: fetchOver(openBrowser(postern)) },
    );
    oidc.enableNonRepudiationChecks(configuration);
    return new Integrator(application, configuration);
  }

  async address(): Promise<string> {
    return oidc.buildAuthorizationUrl(this.configuration, {
      redirect_uri: redirectUri,
      scope: scopes.join(' '),
      code_challenge: await oidc.calculatePKCECodeChallenge(this.verifier),
      code_challenge_method: 'S256',
    }).href;
  }

  async tokens(page: Page): Promise<Tokens> {
    await page.waitForURL(({ origin, searchParams }) => origin === postern.origins.demo && searchParams.has('code'));
    const tokens = await oidc.authorizationCodeGrant(this.configuration, new URL(page.url()), {
      pkceCodeVerifier: this.verifier,
      idTokenExpected: true,
    });
    return { accessToken: tokens.access_token, sub: tokens.claims()!.sub };
  }

  userinfo({ accessToken, sub }: Tokens): Promise<oidc.UserInfoResponse> {
    return oidc.fetchUserInfo(this.configuration, accessToken, sub);
  }
}

/** Opens the application's request and signs in with the card; ends on the consent page. */
const arrive = async (integrator: Integrator): Promise<Page> => {
  const page = await chromium.open(postern, { certificate: card });
  await page.goto(await integrator.address());
  await methodButton(page, 'mTLS').click();
  await page.getByRole('button', { name: 'Allow' }).waitFor();
  return page;
};

const settings = { scopes, first_party: false, redirect_uris: [redirectUri] };

describe('an application that asks for identifiers', () => {
  it('gets those that stay ticked, until its access is revoked', async () => {
    const integrator = await Integrator.of(await registerApplication(admin, settings));
    const { name } = integrator.application.record;
    const page = await arrive(integrator);
    expect(await faultsOf(page, 'consent to identifiers')).toEqual([]);

    await page.getByRole('checkbox', { name: /^Laptop/ }).uncheck();
    await pressIn(page, 'Allow');
    const tokens = await integrator.tokens(page);
    const userinfo = await integrator.userinfo(tokens);

    expect(userinfo['identifiers']).toMatchObject([{ label: 'Work card', method: { type: 'mtls', name: 'mTLS' } }]);
    expect(userinfo['certificate']).toMatchObject({ label: 'Work card', 'x5t#S256': expect.any(String) });

    await page.goto(`${postern.origins.public}/panel/profile/applications`);
    const entry = page.getByRole('listitem').filter({ hasText: name });
    await entry.getByText('Work card').waitFor();
    expect(await entry.innerText()).not.toContain('Laptop');
    await entry.getByRole('button', { name: `Revoke the access of ${name}` }).click();
    await pressIn(dialog(page), 'Revoke access');
    await toast(page, `${name} no longer has access`).waitFor();

    await expect(integrator.userinfo(tokens)).rejects.toThrow();
    await arrive(integrator);
  });

  it('that requires the certificate has it allowed from now on', async () => {
    const integrator = await Integrator.of(
      await registerApplication(admin, { ...settings, first_party: true, certificate_required: true }),
    );
    const self = await Management.signIn(postern, iris);
    const [own] = await self.get<Identifier[]>('/me/identifiers');
    await self.patch(`/me/identifiers/${own!.id}`, { publicity: 'private' });
    const page = await arrive(integrator);

    await page.getByRole('checkbox', { name: /^Laptop/ }).uncheck();
    expect(await heading(page).innerText()).toBe(
      `${integrator.application.record.name} needs to know which certificate you use`,
    );
    expect(await faultsOf(page, 'a required certificate')).toEqual([]);
    await pressIn(page, 'Allow from now on');
    const userinfo = await integrator.userinfo(await integrator.tokens(page));

    expect(userinfo['certificate']).toMatchObject({ label: 'Work card' });
    expect(userinfo['identifiers']).toEqual([]);
    await self.patch(`/me/identifiers/${own!.id}`, { publicity: 'on_request' });
  });

  it('is allowed to do so by an administrator, who gets a warning for a third party', async () => {
    const { record } = await registerApplication(admin, { first_party: false });
    const page = await administratorsPanel(chromium, postern)(`/admin/applications/${record.client_id}/settings`);
    await pressIn(page, 'Edit');
    const form = dialog(page, `Edit ${record.name}`);

    await flip(form.getByRole('switch', { name: /^Linked identifiers/ }), true);
    await form.getByText('Serial numbers identify people across applications').waitFor();
    expect(await faultsOf(page, 'identifiers of an application')).toEqual([]);
    await pressIn(form, 'Save');
    await toast(page, `${record.name} was saved`).waitFor();

    expect(await admin.get(`/clients/${record.client_id}`)).toMatchObject({
      scopes: expect.arrayContaining(['identifiers']),
    });
  });
});
