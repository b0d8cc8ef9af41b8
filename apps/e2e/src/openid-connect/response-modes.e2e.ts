import { authorizationRequest, redeem } from '@postern/http-browser';
import { describe, expect, inject, it } from 'vitest';
import { demoParty, findUser, openBrowser } from '../support/people.js';
import { readSelfPostingForm } from '../support/self-posting-form.js';
import { beginSignIn, certificateAddress } from '../support/sign-in-page.js';

const postern = inject('postern');
const party = demoParty(postern);

describe('an answer to the application', () => {
  it('is posted by a page that its own policy lets run, when the application asked for that', async () => {
    const page = await beginSignIn(postern, openBrowser(postern, findUser(postern, 'alice').certificate), {
      response_mode: 'form_post',
    });

    const form = readSelfPostingForm(await page.browser.follow(await certificateAddress(page)));

    expect(form).toMatchObject({ action: party.redirectUri, mayRun: true, mayPost: true });
    expect(form.values).toMatchObject({ state: page.request.state, iss: postern.issuer });
    await expect(redeem(page.browser, party, form.values['code'] ?? '', page.request.verifier)).resolves.toBeDefined();
  });

  it('names the issuer (RFC 9207), also when it is no', async () => {
    const { location } = await openBrowser(postern).get(authorizationRequest(party, { prompt: 'none' }).url);

    expect(new URL(location ?? '').searchParams.get('iss')).toBe(postern.issuer);
  });

  it('leaves every other page as strict as it is', async () => {
    const { headers } = await openBrowser(postern).get(authorizationRequest(party).url);

    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*form-action 'self'.*script-src 'none'/);
  });
});
