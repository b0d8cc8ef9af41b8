import { authorizationRequest, redeem } from '@postern/http-browser';
import { describe, expect, inject, it } from 'vitest';
import { registerApplication } from '../support/applications.js';
import { Management } from '../support/management.js';
import { claimsOf, findUser, openBrowser, readPair } from '../support/people.js';
import { useChromium } from './support/chromium.js';
import { methodButton, signInByPassword, title } from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const alice = findUser(postern, 'alice');
const isBack = ({ origin, searchParams }: URL): boolean => origin === postern.origins.demo && searchParams.has('code');
const certificate = 'urn:postern:acr:certificate';

describe('an application that asks for a certificate', () => {
  it('asks a person who is signed in by password only for the certificate', async () => {
    const admin = await Management.asAdministrator(postern);
    const redirectUri = `${postern.origins.demo}/`;
    const settings = { first_party: true, name: 'Payroll', redirect_uris: [redirectUri] };
    const application = { ...(await registerApplication(admin, settings)), redirectUri };
    const page = await chromium.open(postern, { certificate: readPair(alice.certificate) });
    await page.goto(authorizationRequest(application).url);
    await signInByPassword(page, alice);
    await page.waitForURL(isBack);

    const request = authorizationRequest(application, { acr_values: certificate });
    await page.goto(request.url);
    await page.getByText('Payroll asks for a certificate. You are signed in by password.').waitFor();
    expect(await title(page)).toBe('Sign in to Payroll');
    await page.getByRole('button', { name: 'Use another account' }).waitFor();
    expect(await methodButton(page, 'Username and password').count()).toBe(0);
    await methodButton(page, 'mTLS').click();
    await page.waitForURL(isBack);

    const code = new URL(page.url()).searchParams.get('code') ?? '';
    const tokens = await redeem(openBrowser(postern), application, code, request.verifier);
    expect(claimsOf(tokens.id_token)).toMatchObject({ acr: certificate, amr: ['pwd', 'pop'] });
  });
});
