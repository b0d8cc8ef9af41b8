import { randomUUID } from 'node:crypto';
import { type Authority, createAuthority, issueCertificate } from '@postern/dev-pki';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CertificateSignIns } from '../../testing/certificate-sign-ins.js';
import { OcspResponder } from '../../testing/ocsp-responder.js';
import { authorityIdOf } from '../../testing/revocation-authorities.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let people: CertificateSignIns;
let authority: Authority;
let responder: OcspResponder;
let id: string;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  authority = await createAuthority({ subject: `CN=${randomUUID()}` });
  people = await CertificateSignIns.with(server, [authority.pem]);
  responder = await OcspResponder.start(authority);
  id = await authorityIdOf(server, authority);
});
afterEach(async () => {
  await people.stop();
  await responder.stop();
});

const configure = async (settings: object = {}): Promise<void> => {
  const { status, text } = await server.manage('PATCH', `revocation/authorities/${id}`, {
    ...{ source: 'ocsp', address: responder.address, insideNetwork: true },
    ...settings,
  });
  if (status !== 200) throw new Error(text);
};
const record = async () => (await server.manage('GET', `revocation/authorities/${id}`)).body;
/** Makes the next request to the responder due now. */
const askAgain = () =>
  server.sql(`update ocsp_answer set next_ask_at = now() where encode(authority, 'hex') = $1`, [id]);
const runOut = () =>
  server.sql(
    `update ocsp_answer set next_update = now() - interval '1 minute', next_ask_at = now() + interval '1 hour' where encode(authority, 'hex') = $1`,
    [id],
  );
const forget = () => server.announce('ocsp_answer');

describe('a CA that answers by OCSP', () => {
  it('accepts a certificate that the responder calls good, and asks once', async () => {
    const ada = await people.person(randomUUID(), authority);
    responder.issue(ada.certificate);
    await configure();

    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');
    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');
    forget();
    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');

    expect(responder.requests).toBe(1);
    expect(await record()).toMatchObject({ state: 'current', answers: { kept: 1, missing: 0 }, failure: null });
  });

  it('ends the sessions of a certificate that the background job finds revoked', async () => {
    const ada = await people.person(randomUUID(), authority);
    responder.issue(ada.certificate);
    await configure();
    const { refreshToken = '' } = await people.signIn(ada.certificate);

    responder.revoke(ada.certificate);
    await askAgain();

    await expect
      .poll(() => server.sql(`select 1 from oidc_artifact where model = 'Session' and account_id = $1`, [ada.id]))
      .toEqual([]);
    expect(await people.signIns.refresh(refreshToken)).toBe(400);
    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.revoked' });
  });

  it('refuses a certificate that the responder does not know', async () => {
    const ada = await people.person(randomUUID(), authority);
    await configure({ acceptsSilence: true });

    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.revocation_unknown' });
  });

  it('refuses or accepts a certificate without an answer, as configured, and says so', async () => {
    const ada = await people.person(randomUUID(), authority);
    responder.isDown = true;
    await configure();

    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.revocation_unknown' });
    expect(await record()).toMatchObject({
      state: 'silent',
      failure: { code: 'revocation.fetch_failed', detail: expect.stringContaining('503') as string },
    });
    await configure({ acceptsSilence: true });
    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');
  });

  it('uses the last answer until it expires, and for the grace after it', async () => {
    const ada = await people.person(randomUUID(), authority);
    responder.issue(ada.certificate);
    await configure();
    await people.signIn(ada.certificate);
    responder.isDown = true;
    await askAgain();
    await expect.poll(async () => ((await record()) as { failure: unknown }).failure).not.toBeNull();

    forget();
    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');
    await runOut();
    forget();
    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.revocation_unknown' });
    await configure({ graceHours: 1 });
    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');
  });

  it('accepts answers by a responder that the CA authorized or that an administrator named, and no others', async () => {
    const ada = await people.person(randomUUID(), authority);
    const signer = (purpose: '1.3.6.1.5.5.7.3.9' | 'clientAuth') =>
      issueCertificate(authority, { subject: 'CN=Responder', purposes: [purpose] });
    const tryWith = async (signedBy: Awaited<ReturnType<typeof signer>>, settings: object = {}) => {
      const other = await OcspResponder.start(authority, signedBy);
      other.issue(ada.certificate);
      await configure({ address: other.address, responder: null, ...settings });
      const { refused } = await people.signIn(ada.certificate);
      await other.stop();
      return refused;
    };

    expect(await tryWith(await signer('1.3.6.1.5.5.7.3.9'))).toBeUndefined();
    expect(await tryWith(await signer('clientAuth'))).toBe('certificate.revocation_unknown');
    expect(await record()).toMatchObject({ failure: { code: 'revocation.signature' } });
    const stranger = await createAuthority({ subject: 'CN=Stranger' });
    expect(await tryWith(stranger)).toBe('certificate.revocation_unknown');
    expect(await tryWith(stranger, { responder: stranger.pem })).toBeUndefined();
    const purposes = ['1.3.6.1.5.5.7.3.9'] as const;
    const [minute, now] = [60_000, Date.now()];
    for (const signedBy of [
      ada.certificate,
      await issueCertificate(stranger, { subject: 'CN=Responder', purposes }),
      await issueCertificate(authority, {
        ...{ subject: 'CN=Responder', purposes },
        ...{ notBefore: new Date(now - 60 * minute), notAfter: new Date(now - minute) },
      }),
    ])
      expect(await tryWith(signedBy)).toBe('certificate.revocation_unknown');
  });

  it('ignores a replayed older answer, and drops answers of a former responder', async () => {
    const ada = await people.person(randomUUID(), authority);
    responder.issue(ada.certificate);
    await configure();
    await people.signIn(ada.certificate);
    const kept = responder.last;
    await new Promise((resolve) => setTimeout(resolve, 1100));
    responder.revoke(ada.certificate);
    await askAgain();
    const status = async () =>
      (
        await server.sql<{ status: string }>(`select status from ocsp_answer where encode(authority, 'hex') = $1`, [id])
      ).map((row) => row.status);
    await expect.poll(status).toEqual(['revoked']);

    responder.replay = kept;
    const before = responder.requests;
    await askAgain();
    await expect.poll(() => responder.requests).toBeGreaterThan(before);
    await expect
      .poll(() =>
        server.sql(`select 1 from ocsp_answer where encode(authority, 'hex') = $1 and leased_until is null`, [id]),
      )
      .toHaveLength(1);
    forget();
    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.revoked' });

    await configure({ responder: authority.pem });
    expect(await status()).toEqual([]);
  });

  it('uses an answer without nextUpdate for an hour at most', async () => {
    const ada = await people.person(randomUUID(), authority);
    const open = await OcspResponder.start(authority, authority, null);
    open.issue(ada.certificate);
    await configure({ address: open.address });
    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');

    const [row] = await server.sql<{ hours: number }>(
      `select extract(epoch from next_update - issued_at)::int / 3600 as hours from ocsp_answer where encode(authority, 'hex') = $1`,
      [id],
    );
    expect(row).toEqual({ hours: 1 });
    await open.stop();
  });

  it('sends a nonce where that is configured', async () => {
    const ada = await people.person(randomUUID(), authority);
    responder.issue(ada.certificate);
    await configure({ sendsNonce: true });

    expect(await people.signIn(ada.certificate)).toHaveProperty('refreshToken');
    expect(responder.last.includes(Buffer.from('2b0601050507300102', 'hex'))).toBe(true);
  });
});
