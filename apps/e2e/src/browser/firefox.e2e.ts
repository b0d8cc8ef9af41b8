import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Authority, exportPkcs12, issueCertificate } from '@postern/dev-pki';
import { authorizationRequest } from '@postern/http-browser';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { createMtlsMethod, createPerson, mtlsMethod, provisionCertificate } from '../support/accounts.js';
import { registerApplication } from '../support/applications.js';
import { pairOf, usersAuthority } from '../support/issuing.js';
import { Management } from '../support/management.js';
import { findUser } from '../support/people.js';
import { firefoxProfile, type Home, makeHome } from './support/certificate-store.js';
import { patience } from './support/chromium.js';
import { type CertificateChoice, Firefox, firefoxObstacle } from './support/firefox.js';
import { handshakes } from './support/handshakes.js';

const postern = inject('postern');
const obstacle = firefoxObstacle();
const alice = findUser(postern, 'alice').certificate;
const spare = postern.spareCertificate!;
const names = { alice: 'Alice Adams', spare: 'Alice Adams, second device' } as const;
const fresh = expect.stringMatching(/^[0-9a-f]{16}\.mtls\.localhost$/) as unknown;

let home: Home | undefined;
let firefox: Firefox | undefined;
const folders: string[] = [];

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(`${task.name}: ${await firefox?.text().catch(String)}\n`);
  await firefox?.close();
  home?.remove();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  [firefox, home] = [undefined, undefined];
});

const open = async (choice: CertificateChoice, ...certificates: Parameters<typeof makeHome>[1]): Promise<Firefox> => {
  home = await makeHome(postern, certificates, firefoxProfile);
  firefox = await Firefox.open(home, choice);
  return firefox;
};

/** A person's certificate and key in a file, as people import it. */
const cardFor = async (authority: Authority, name: string) => {
  const issued = await issueCertificate(authority, { subject: `CN=${name}` });
  const folder = mkdtempSync(join(tmpdir(), 'postern-card-'));
  folders.push(folder);
  const [p12, p12Password] = [join(folder, 'card.p12'), 'card'];
  writeFileSync(p12, await exportPkcs12({ ...issued, password: p12Password, friendlyName: name }));
  return { issued, name, p12, p12Password };
};

const startSignIn = async (visitor: Firefox): Promise<void> => {
  await visitor.go(`${postern.origins.demo}/sign-in`);
  await visitor.press('mTLS');
};

/** Signs out, and in again without a question. */
const signInAgain = async (visitor: Firefox): Promise<void> => {
  await visitor.press('Sign out');
  await visitor.sees('Sign in to go on');
  await startSignIn(visitor);
  await visitor.sees(`Hello, ${names.alice}`);
};

describe.skipIf(obstacle !== null)(`Firefox with its own certificates${obstacle ? ` (${obstacle})` : ''}`, () => {
  it('asks once, signs in with one handshake, and does not ask again in this session', async () => {
    const visitor = await open('Ask Every Time', alice, spare);
    const seen = handshakes(postern);
    await startSignIn(visitor);
    expect((await visitor.answer(names.alice)).toSorted()).toEqual([names.alice, names.spare]);
    await visitor.sees(`Hello, ${names.alice}`);
    expect(seen()).toEqual(['localhost']);

    await signInAgain(visitor);

    expect(seen()).toEqual(['localhost', 'localhost']);
  });

  it.each([
    {
      first: 'it was cancelled',
      given: [alice],
      answer: null,
      says: 'No certificate was sent',
      retry: 'Choose a certificate',
    },
    {
      first: 'a certificate that is not linked',
      given: [alice, spare],
      answer: names.spare,
      says: 'This certificate is not linked yet',
      retry: 'Use another certificate',
    },
  ])(
    'asks again after $first, and the next sign-in starts where that succeeded',
    async ({ given, answer, says, retry }) => {
      const visitor = await open('Ask Every Time', ...given);
      const seen = handshakes(postern);
      await startSignIn(visitor);
      await visitor.answer(answer);
      await visitor.sees(says);
      await visitor.press(retry);
      await visitor.answer(names.alice);
      await visitor.sees(`Hello, ${names.alice}`);

      await signInAgain(visitor);

      expect(seen()).toEqual(['localhost', fresh, seen()[1]]);
    },
  );

  it('sends the certificate imported first when it selects by itself; the page then says where to change that', async () => {
    const visitor = await open('Select Automatically', spare, alice);
    await startSignIn(visitor);
    await visitor.sees('This certificate is not linked yet');
    expect(await visitor.text()).not.toContain('sent the same certificate again');

    await visitor.press('Use another certificate');

    await visitor.sees('Your browser sent the same certificate again');
    const text = await visitor.text();
    expect(text).toContain(names.spare);
    expect(text).toContain('Open Settings › Privacy & Security › Certificates and select “Ask you every time”');
  });

  it('does not ask when it selects by itself and one certificate matches', async () => {
    const visitor = await open('Select Automatically', alice);
    const seen = handshakes(postern);
    await startSignIn(visitor);

    await visitor.sees(`Hello, ${names.alice}`);
    expect(seen()).toEqual(['localhost']);
  });

  it('finds a person by a rule, proves more where a name is not enough, and refuses the card once it is blocked', async () => {
    const [admin, authority] = [await Management.asAdministrator(postern), await usersAuthority(postern)];
    const carol = await createPerson(admin, 'Carol');
    const [badge, card] = [
      await cardFor(authority, carol.username),
      await cardFor(authority, `${carol.username} card`),
    ];
    const { params, id } = await mtlsMethod(admin);
    await provisionCertificate(admin, id, carol, pairOf(card.issued));
    const rules = [{ source: 'subject:CN', field: 'username' }];
    const method = await createMtlsMethod(admin, { name: 'Company badge', params: { ...params, rules } });
    const redirectUri = `${postern.origins.demo}/`;
    const payroll = await registerApplication(admin, {
      ...{ name: 'Payroll', first_party: true, redirect_uris: [redirectUri] },
      accepted_acr_values: ['urn:postern:acr:certificate'],
    });
    const visitor = await open('Ask Every Time', badge, card);
    await visitor.go(`${postern.origins.demo}/sign-in`);
    await visitor.press(method.name);
    await visitor.answer(badge.name);
    await visitor.sees(`Hello, ${carol.name}`);
    await visitor.sees('urn:postern:acr:certificate-low');

    // A name is not enough here; the card that is linked is.
    await visitor.go(authorizationRequest({ ...payroll, redirectUri }).url);
    await visitor.sees('Payroll asks for a certificate');
    await visitor.press('mTLS');
    await visitor.sees('This certificate is not linked yet');
    await visitor.press('Use another certificate');
    await visitor.answer(card.name);
    await expect.poll(() => visitor.text(), { timeout: patience }).toContain(`${redirectUri}?code=`);

    await admin.post('/revocation/blocks', { certificate: card.issued.pem, reason: 'lost' });
    await expect.poll(() => admin.get(`/users/${carol.id}/sessions`)).toEqual([]);
    await visitor.go(authorizationRequest({ ...payroll, redirectUri }).url);
    await visitor.press('mTLS');
    await visitor.sees('This certificate is blocked here');
    await admin.delete(`/sign-in-methods/${method.id}`);
  });
});
