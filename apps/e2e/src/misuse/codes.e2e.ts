import { returnWithCode } from '@postern/http-browser';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createPerson, mtlsMethod, type Person, provisionCertificate } from '../support/accounts.js';
import { query } from '../support/database.js';
import { issueFor, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { openBrowserWith } from '../support/people.js';
import { beginSignIn, certificateAddress, type OpenSignIn } from '../support/sign-in-page.js';

const postern = inject('postern');
let admin: Management;
let person: Person;
let page: OpenSignIn;
let code: string;

beforeAll(async () => {
  admin = await Management.asAdministrator(postern);
});

/** Somebody has just signed in; the application holds a code, which this server process has not forgotten yet. */
beforeEach(async () => {
  person = await createPerson(admin, 'Cora');
  const certificate = await issueFor(await usersAuthority(postern), person.name);
  await provisionCertificate(admin, (await mtlsMethod(admin)).id, person, certificate);
  page = await beginSignIn(postern, openBrowserWith(postern, certificate));
  code = await returnWithCode(page.browser, page.party, await certificateAddress(page), page.request.state);
});

const redeem = () =>
  page.browser.postForm(
    `${page.party.issuer}/token`,
    {
      grant_type: 'authorization_code',
      code,
      redirect_uri: page.party.redirectUri,
      code_verifier: page.request.verifier,
    },
    {
      authorization: `Basic ${Buffer.from(`${page.party.clientId}:${page.party.clientSecret ?? ''}`).toString('base64')}`,
    },
  );

const refused = { status: 400, body: expect.stringContaining('"invalid_grant"') as unknown };

describe('an authorization code that was given out a moment ago', () => {
  it('is redeemed once', async () => {
    expect(await redeem()).toMatchObject({ status: 200 });
    expect(await redeem()).toMatchObject(refused);
  });

  it('gives tokens to one of twenty that redeem it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, redeem));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(19);
  });

  it('is refused once the account is blocked, whoever blocked it', async () => {
    await query(postern, `update account set status = 'blocked' where id = $1`, [person.id]);

    expect(await redeem()).toMatchObject(refused);
  });

  it('is refused once its session has ended', async () => {
    await query(postern, `delete from oidc_artifact where model = 'Session' and account_id = $1`, [person.id]);

    expect(await redeem()).toMatchObject(refused);
  });

  it('is refused once it is deleted from the database', async () => {
    await query(postern, `delete from oidc_artifact where model = 'AuthorizationCode' and account_id = $1`, [
      person.id,
    ]);

    expect(await redeem()).toMatchObject(refused);
  });
});

describe('the page of a sign-in', () => {
  it('is not found when its URL holds no id', async () => {
    const { status, body } = await page.browser.get(`${postern.origins.public}/api/interaction/short`);

    expect({ status, code: (JSON.parse(body) as { code: string }).code }).toEqual({
      status: 404,
      code: 'interaction.not_found',
    });
  });
});
