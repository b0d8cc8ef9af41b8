import { randomBytes } from 'node:crypto';
import type { CertificateErrorCode } from '@postern/contracts';
import type { Authority } from '@postern/dev-pki';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { eventsSince } from './support/event-log.js';
import { issueFor, usersAuthority } from './support/issuing.js';
import { Management } from './support/management.js';
import { openBrowserWith, type PemPair, readPair } from './support/people.js';
import { beginSignIn, presentInVain } from './support/sign-in-page.js';

const postern = inject('postern');
let admin: Management;
let authority: Authority;

beforeAll(async () => {
  [admin, authority] = await Promise.all([Management.asAdministrator(postern), usersAuthority(postern)]);
});

/** Presents a certificate at the sign-in page; answers what the page says and what the event log says. */
const refusalOf = async (certificate: PemPair | undefined) => {
  const begun = new Date(Date.now() - 1000);
  // OpenSSL itself would not send the weak ones.
  const browser = openBrowserWith(postern, certificate, { ciphers: 'DEFAULT@SECLEVEL=0' });
  const page = await beginSignIn(postern, browser);
  const attempt = await presentInVain(page);
  const events = await eventsSince(admin, 'sign_in.failed', begun);
  return {
    attempt,
    event: events.find(
      ({ code, details }) =>
        code === attempt.code && (attempt.certificate === null || details['name'] === attempt.certificate.name),
    ),
  };
};

const expectRefusal = async (certificate: PemPair | undefined, code: CertificateErrorCode, name: string | null) => {
  const { attempt, event } = await refusalOf(certificate);

  expect(attempt).toMatchObject({ code, linkable: false });
  expect(attempt.certificate?.name ?? null).toBe(name);
  expect(event).toMatchObject({ type: 'sign_in.failed', code, address: '127.0.0.1', account: null });
  expect(event?.method?.name).toBe('mTLS');
};

describe('B4: a certificate that lets nobody in', () => {
  it.each([
    ['has expired', 'expired', 'certificate.expired', 'Expired'],
    ['is not valid yet', 'not-yet-valid', 'certificate.not_yet_valid', 'Not yet valid'],
    ['was revoked', 'revoked', 'certificate.revoked', 'Revoked'],
    ['is for servers only', 'server-auth-only', 'certificate.wrong_purpose', 'Server only'],
    [
      "comes from a stranger's authority of the same name, with alice's subject",
      'foreign-ca',
      'certificate.untrusted',
      'Alice Adams',
    ],
    ["signed itself, with alice's subject", 'self-signed', 'certificate.self_signed', 'Alice Adams'],
  ] as const)(
    'is told apart on the sign-in page and in the event log when it %s',
    async (_what, sample, code, name) => {
      await expectRefusal(readPair(postern.badCertificates[sample]!), code, name);
    },
  );

  it.each([
    ['has an RSA key of 1024 bits', { keyAlgorithm: 'rsa-1024' }, 'certificate.weak_key'],
    ['is signed with SHA-1', { signatureHash: 'SHA-1' }, 'certificate.weak_key'],
    ['may itself sign certificates', { isAuthority: true, purposes: ['clientAuth'] }, 'certificate.is_authority'],
    ['names no clientAuth among its purposes', { purposes: ['emailProtection'] }, 'certificate.wrong_purpose'],
  ] as const)('has its own message when it %s', async (_what, options, code) => {
    const name = `Person ${randomBytes(4).toString('hex')}`;

    await expectRefusal(await issueFor(authority, name, options), code, name);
  });

  it('has its own message when none was sent', async () => {
    await expectRefusal(undefined, 'certificate.missing', null);
  });

  it('has its own message when it is valid but not linked', async () => {
    const name = `Stranger ${randomBytes(4).toString('hex')}`;

    const { attempt, event } = await refusalOf(await issueFor(authority, name));

    expect(attempt).toMatchObject({ code: 'certificate.not_linked', linkable: true, certificate: { name } });
    expect(event).toMatchObject({ address: '127.0.0.1', clientId: postern.demoClient?.client_id });
  });
});
