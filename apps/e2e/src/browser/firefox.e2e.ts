import { afterEach, describe, expect, inject, it } from 'vitest';
import { findUser } from '../support/people.js';
import { firefoxProfile, type Home, makeHome } from './support/certificate-store.js';
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

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(`${task.name}: ${await firefox?.text().catch(String)}\n`);
  await firefox?.close();
  home?.remove();
  [firefox, home] = [undefined, undefined];
});

const open = async (choice: CertificateChoice, ...certificates: Parameters<typeof makeHome>[1]): Promise<Firefox> => {
  home = await makeHome(postern, certificates, firefoxProfile);
  firefox = await Firefox.open(home, choice);
  return firefox;
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

describe.skipIf(obstacle !== null)(`Firefox with certificates of its own${obstacle ? ` (${obstacle})` : ''}`, () => {
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

  it('is not asked when it selects by itself among certificates of which one fits', async () => {
    const visitor = await open('Select Automatically', alice);
    const seen = handshakes(postern);
    await startSignIn(visitor);

    await visitor.sees(`Hello, ${names.alice}`);
    expect(seen()).toEqual(['localhost']);
  });
});
