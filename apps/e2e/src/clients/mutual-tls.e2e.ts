import { randomBytes } from 'node:crypto';
import type { AuditEvent } from '@postern/contracts';
import { type Authority, createAuthority, issueSelfSigned } from '@postern/dev-pki';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { eventsSince } from '../support/event-log.js';
import { pairOf, usersAuthority } from '../support/issuing.js';
import {
  byCertificate,
  byName,
  bySan,
  errorIn,
  issueMachine,
  Machine,
  machinesAuthority,
  registerMachine,
  tokenIn,
} from '../support/machines.js';
import { Management } from '../support/management.js';
import { findUser, openBrowserWith, type PemPair, readPair } from '../support/people.js';
import { beginSignIn, presentInVain } from '../support/sign-in-page.js';

const postern = inject('postern');
const day = 86_400_000;
let admin: Management;
let authority: Authority;

beforeAll(async () => {
  [admin, authority] = await Promise.all([Management.asAdministrator(postern), machinesAuthority(postern)]);
});

const newName = () => `CN=machine-${randomBytes(4).toString('hex')}`;
const selfSigned = async (): Promise<PemPair> => pairOf(await issueSelfSigned({ subject: newName() }));
// OpenSSL itself would not send the weak ones.
const machineWith = (certificate?: PemPair) => new Machine(postern, certificate, { ciphers: 'DEFAULT@SECLEVEL=0' });

const eventsOf = async (clientId: string, begun: Date): Promise<readonly AuditEvent[]> =>
  (await eventsSince(admin, 'client.authentication_failed', begun)).filter((event) => event.clientId === clientId);

const expectRefused = async (clientId: string, certificate: PemPair | undefined, reason: string) => {
  const begun = new Date(Date.now() - 1000);
  const answer = await machineWith(certificate).ask(clientId);

  expect(errorIn(answer)).toEqual({ status: 401, error: 'invalid_client' });
  await expect
    .poll(async () => (await eventsOf(clientId, begun)).map(({ details, address }) => [details['reason'], address]))
    .toContainEqual([reason, '127.0.0.1']);
};

describe('RFC 8705 §2.1 an application known by a name', () => {
  it('gets a token with any certificate of that name, on new connections and on a kept one', async () => {
    const name = newName();
    const { client_id } = await registerMachine(admin, byName(name));
    const kept = new Machine(postern, await issueMachine(authority, name), { keepAlive: true });

    for (const machine of [kept, kept, kept, new Machine(postern, await issueMachine(authority, name))]) {
      const token = tokenIn(await machine.ask(client_id));
      expect((await machine.call('/api/v2/clients', token)).status).toBe(200);
      machine.close();
    }
  });

  it('§2.1.2 gets a token by an alternative name', async () => {
    const host = `${randomBytes(4).toString('hex')}.machines.example`;
    const { client_id } = await registerMachine(admin, bySan('dns', host));
    const certificate = (value: string) =>
      issueMachine(authority, newName(), { subjectAlternativeNames: [{ type: 'dns', value }] });

    tokenIn(await new Machine(postern, await certificate(host)).ask(client_id));
    await expectRefused(client_id, await certificate(`x.${host}`), 'certificate.other_subject');
  });

  it.each<[string, string, (name: string) => Promise<PemPair | undefined>]>([
    ['none', 'certificate.missing', async () => undefined],
    [
      'an expired one',
      'certificate.expired',
      (name) =>
        issueMachine(authority, name, {
          notBefore: new Date(Date.now() - 9 * day),
          notAfter: new Date(Date.now() - day),
        }),
    ],
    [
      'one that is not valid yet',
      'certificate.not_yet_valid',
      (name) => issueMachine(authority, name, { notBefore: new Date(Date.now() + day) }),
    ],
    [
      'one for servers',
      'certificate.wrong_purpose',
      (name) => issueMachine(authority, name, { purposes: ['serverAuth'] }),
    ],
    ['a weak one', 'certificate.weak_key', (name) => issueMachine(authority, name, { keyAlgorithm: 'rsa-1024' })],
    ['a self-signed one', 'certificate.self_signed', async (subject) => pairOf(await issueSelfSigned({ subject }))],
    [
      "one of a stranger's authority that calls itself like ours",
      'certificate.untrusted',
      async (name) => issueMachine(await createAuthority({ subject: authority.certificate.subject }), name),
    ],
    [
      "one of people's authority",
      'certificate.untrusted',
      async (name) => issueMachine(await usersAuthority(postern), name),
    ],
    ["another application's", 'certificate.other_subject', () => issueMachine(authority, newName())],
  ])('is refused with %s, and it is on record: %s', async (_what, reason, make) => {
    const name = newName();
    const { client_id } = await registerMachine(admin, byName(name));

    await expectRefused(client_id, await make(name), reason);
  });
});

describe('RFC 8705 §2.2 an application known by its certificate', () => {
  it('gets a token with it, and with the next one beside it', async () => {
    const [first, second] = [await selfSigned(), await selfSigned()];
    const { client_id } = await registerMachine(admin, byCertificate(first, second));

    for (const certificate of [first, second]) tokenIn(await new Machine(postern, certificate).ask(client_id));
  });

  it('is refused with any other', async () => {
    const [own, other] = [await selfSigned(), await selfSigned()];
    const { client_id } = await registerMachine(admin, byCertificate(own));
    await registerMachine(admin, byCertificate(other));

    await expectRefused(client_id, other, 'certificate.unregistered');
    await expectRefused(client_id, undefined, 'certificate.missing');
  });
});

describe("people's certificates and those of applications", () => {
  it("are not taken for each other's: a person with one of an application is not signed in", async () => {
    const certificate = await issueMachine(authority, 'CN=Alice Adams');
    const page = await beginSignIn(postern, openBrowserWith(postern, certificate));

    expect((await presentInVain(page)).code).toBe('certificate.untrusted');
  });

  it("are not taken for each other's: alice's own is nobody's at the token endpoint", async () => {
    const alice = readPair(findUser(postern, 'alice').certificate);
    const { client_id } = await registerMachine(admin, byName('O=Postern development,CN=Alice Adams'));

    await expectRefused(client_id, alice, 'certificate.untrusted');
  });

  it("are requested by separate listeners: the token endpoint is not on people's, nor the sign-in on applications'", async () => {
    const machine = new Machine(postern, await issueMachine(authority, newName()));

    expect((await machine.form('token', {}, postern.origins.mtls)).status).toBe(404);
    expect((await machine.call('/api/mtls/sign-in?ticket=x', 'x')).status).toBe(404);
  });
});
