import { randomUUID } from 'node:crypto';
import { type Authority, createAuthority, createCrl, type Issued } from '@postern/dev-pki';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CertificateSignIns } from '../../testing/certificate-sign-ins.js';
import { ListServer } from '../../testing/list-server.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let people: CertificateSignIns;
let authority: Authority;
let lists: ListServer;
let id: string;

beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  authority = await createAuthority({ subject: `CN=${randomUUID()}` });
  people = await CertificateSignIns.with(server, [authority.pem]);
  lists = await ListServer.start();
  id = await authorityId();
});
afterEach(async () => {
  await people.stop();
  await lists.stop();
});

const authorityId = async (): Promise<string> => {
  const { body } = await server.manage('GET', 'revocation/authorities');
  const all = body as readonly { readonly id: string; readonly usedBy: readonly { readonly methodId: string }[] }[];
  return all.find(({ usedBy }) => usedBy.some(({ methodId }) => methodId === people.methodId))!.id;
};
const list = async (...revoked: readonly Issued[]) => {
  const { der } = await createCrl(authority, {
    revokedSerials: revoked.map(({ certificate }) => certificate.serialNumber),
    number: Date.now() % 1_000_000,
    thisUpdate: new Date(Math.floor(Date.now() / 1000) * 1000),
  });
  return der;
};
const configure = (settings: object) => server.manage('PATCH', `revocation/authorities/${id}`, settings);
const useAddress = async (settings: object = {}) => {
  const answer = await configure({ source: 'address', address: lists.address, insideNetwork: true, ...settings });
  if (answer.status !== 200) throw new Error(answer.text);
};
const fetchNow = async () => (await server.manage('POST', `revocation/authorities/${id}/fetch`)).body;
const sessions = async (account: string): Promise<number> => {
  const rows = await server.sql(`select 1 from oidc_artifact where model = 'Session' and account_id = $1`, [account]);
  return rows.length;
};

describe('a list that is fetched by its address', () => {
  it('refuses the certificates on it, and ends what they had opened', async () => {
    const [ada, bob] = [await people.person(randomUUID(), authority), await people.person(randomUUID(), authority)];
    lists.answer = { body: await list() };
    await useAddress();
    const { refreshToken = '' } = await people.signIn(ada.certificate);
    expect(await people.signIn(bob.certificate)).toHaveProperty('refreshToken');
    expect(await sessions(ada.id)).toBe(1);

    lists.answer = { body: await list(ada.certificate) };
    expect(await fetchNow()).toMatchObject({ state: 'current', list: { entries: 1 }, failure: null });

    expect(await people.signIn(ada.certificate)).toMatchObject({ refused: 'certificate.revoked' });
    await expect.poll(() => sessions(ada.id)).toBe(0);
    expect(await people.signIns.refresh(refreshToken)).toBe(400);
    expect(await sessions(bob.id)).toBe(1);
    const [event] = await server.sql(`select code from audit_event where type = 'session.ended' and account_id = $1`, [
      ada.id,
    ]);
    expect(event).toEqual({ code: 'certificate.revoked' });
  });
});
