import { type Authority, createAuthority, issueSelfSigned } from '@postern/dev-pki';
import { ArtifactPurge } from '@postern/oidc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CertificateSignIns } from '../../testing/certificate-sign-ins.js';
import { TestServer } from '../../testing/test-server.js';

let server: TestServer;
let authority: Authority;
let people: CertificateSignIns;

beforeAll(async () => {
  server = await TestServer.start();
  authority = await createAuthority({ subject: 'CN=People' });
  people = await CertificateSignIns.with(server, [authority.pem]);
});
afterAll(async () => {
  await people?.stop();
  await server?.stop();
});

const kept = () =>
  server.sql<{ code: string | null; count: number; certificates: number }>(
    `select code, count(*)::int as count, count(certificate_der)::int as certificates from handoff group by code order by code`,
  );

describe('strangers who show certificates without an end', () => {
  it('keep at most a number of them waiting, and no ticket works twice because of it', async () => {
    const { certificate } = await people.person('ada', authority);
    for (let index = 0; index < 12; index += 1) {
      const stranger = await issueSelfSigned({ subject: `CN=Stranger ${index}` });
      expect((await people.signIn(stranger)).refused).toBe('certificate.self_signed');
    }
    await people.signIn(certificate);

    await server.get(ArtifactPurge).run(5);

    expect(await kept()).toEqual([
      { code: 'certificate.self_signed', count: 12, certificates: 5 },
      { code: null, count: 1, certificates: 1 },
    ]);

    // A quarter of an hour later no ticket of theirs can be used any more.
    await server.sql(`update handoff set expires_at = now() - interval '16 minutes' where code is not null`);
    await server.get(ArtifactPurge).run(5);

    expect(await kept()).toEqual([
      { code: 'certificate.self_signed', count: 5, certificates: 5 },
      { code: null, count: 1, certificates: 1 },
    ]);
  });
});
