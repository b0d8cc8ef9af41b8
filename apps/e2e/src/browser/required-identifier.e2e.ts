import { authorizationRequest, redeem } from '@postern/http-browser';
import { describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod } from '../support/accounts.js';
import { registerApplication } from '../support/applications.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { claimsOf, openBrowser } from '../support/people.js';
import { faultsOf } from './support/accessibility.js';
import { useChromium } from './support/chromium.js';
import { methodButton, signInByPassword, title } from './support/sign-in.js';

const postern = inject('postern');
const chromium = useChromium();
const redirectUri = `${postern.origins.demo}/`;
const isBack = ({ origin, searchParams }: URL): boolean =>
  origin === postern.origins.demo && (searchParams.has('code') || searchParams.has('error'));

/** An application that requires a certificate, and a person who has one that nobody knows yet. */
const prepare = async () => {
  const admin = await Management.asAdministrator(postern);
  const settings = { first_party: true, name: 'Payroll', redirect_uris: [redirectUri] };
  const application = { ...(await registerApplication(admin, settings)), redirectUri };
  const { id } = await mtlsMethod(admin);
  await admin.patch(`/clients/${application.clientId}/sign-in-methods/${id}`, { required: 'each' });
  const person = await createPerson(admin, 'Newcomer');
  const certificate = await issueFor(await usersAuthority(postern), person.username);
  const page = await chromium.open(postern, { certificate });
  return { application, person, page };
};

describe('an application that requires a certificate', () => {
  it('leads people who have none to add it during the sign-in, and lets them in ever after', async () => {
    const { application, person, page } = await prepare();
    const request = authorizationRequest(application);
    await page.goto(request.url);
    await signInByPassword(page, person);

    await page.getByRole('heading', { name: 'One more step to open Payroll' }).waitFor();
    expect(await page.getByText('Not added yet').count()).toBe(1);
    expect(await faultsOf(page, 'a required identifier')).toEqual([]);
    await methodButton(page, 'mTLS').press('Enter');
    await page.getByRole('heading', { name: 'Add this certificate to your account?' }).waitFor();
    expect(await page.getByText(person.username).count()).toBeGreaterThan(0);
    expect(await faultsOf(page, 'adding a required identifier')).toEqual([]);
    await page.getByRole('button', { name: 'Add and continue' }).click();
    await page.waitForURL(isBack);

    const code = new URL(page.url()).searchParams.get('code') ?? '';
    const tokens = await redeem(openBrowser(postern), application, code, request.verifier);
    expect(claimsOf(tokens.id_token)).toMatchObject({ sub: person.id });
    await page.goto(authorizationRequest(application).url);
    await page.waitForURL(isBack);
    expect(new URL(page.url()).searchParams.has('code')).toBe(true);
  });

  it('sends people who turn back to it with an error, and asks again the next time', async () => {
    const { application, person, page } = await prepare();
    await page.goto(authorizationRequest(application).url);
    await signInByPassword(page, person);
    await page.getByRole('button', { name: 'Return to Payroll' }).click();
    await page.waitForURL(isBack);

    expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');
    await page.goto(authorizationRequest(application).url);
    await page.getByRole('heading', { name: 'One more step to open Payroll' }).waitFor();
    expect(await title(page)).toBe('One more step to open Payroll');
  });
});
