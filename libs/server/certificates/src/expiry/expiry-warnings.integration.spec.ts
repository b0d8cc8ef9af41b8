import { randomUUID } from 'node:crypto';
import { AuditEventEntity } from '@postern/audit';
import { issueSelfSigned } from '@postern/dev-pki';
import { TestApi } from '@postern/management/testing';
import { parseCertificate, summarize } from '@postern/x509';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { certificateEntities, CertificateInventory, CertificatesModule, CertificateSources } from '../index.js';
import { type ExpiryMail, type ExpiryWarning } from './expiry-mail.port.js';
import { ExpiryWarnings } from './expiry-warnings.js';

const path = '/api/v2/certificates/expiry-warnings';
const parts = { imports: [CertificatesModule], entities: [AuditEventEntity, ...certificateEntities] };

/** SQL of the certificates of another feature, for this test. */
const rows = (use: string) => `
  select h.certificate_id, h.holder_id, h.holder_id as holder, ${use === 'person' ? 'h.holder_id' : 'null'} as within_id, null as within,
    null::timestamptz as last_used_at, '' as words
  from holding h where h.use = '${use}'`;

describe('warnings before certificates expire', () => {
  let api: TestApi;
  let other: TestApi;
  beforeAll(async () => {
    api = await TestApi.start(parts);
    other = await TestApi.start({ ...parts, databaseUrl: api.databaseUrl });
    await api.sql('create table holding (certificate_id uuid, holder_id uuid, use text)');
    for (const server of [api, other])
      server
        .get(CertificateSources)
        .add(
          { use: 'person', lastUse: 'kept', rows: rows('person') },
          { use: 'sign_in_trust_anchor', lastUse: 'none', rows: rows('sign_in_trust_anchor') },
          { use: 'caller', lastUse: 'none', rows: rows('caller') },
        );
  });
  afterAll(async () => {
    await other?.stop();
    await api?.stop();
  });
  beforeEach(async () => {
    await api.sql('truncate holding, audit_event, expiry_warning');
    await api.sql(`update expiry_setting set days = '{30,14,7,1}', administrators_told_at = null`);
  });

  const warnings = () => api.get(ExpiryWarnings);
  const hold = async (days: number, use = 'person'): Promise<{ id: string; holder: string }> => {
    const { der } = await issueSelfSigned({ subject: 'CN=Ada' });
    const id = await api.get(CertificateInventory).register({ der, summary: summarize(parseCertificate(der)) });
    const holder = randomUUID();
    await api.sql('insert into holding values ($1, $2, $3)', [id, holder, use]);
    await endsIn(id, days);
    return { id, holder };
  };
  /** Sets the expiry, in days from now. */
  const endsIn = (id: string, days: number) =>
    api.sql(`update certificate set not_after = now() + make_interval(days => $2, hours => -1) where id = $1`, [
      id,
      days,
    ]);
  const events = () =>
    api.sql<{ type: string; account_id: string | null; details: { days: number; use?: string } }>(
      'select type, account_id, details from audit_event order by id',
    );
  const days = async () => (await events()).map(({ details }) => details.days);
  /** The expiry stays while time passes, so the stored warning has to move with it. */
  const timePasses = (by: number) =>
    api.sql(
      `with moved as (update certificate set not_after = not_after - make_interval(days => $1))
       update expiry_warning set ends_at = ends_at - make_interval(days => $1)`,
      [by],
    );

  it('are given once each, whichever of two servers is first', async () => {
    const { holder } = await hold(31);
    await hold(90);
    for (const by of [1, 10, 9, 6, 4]) {
      await timePasses(by);
      const given = await Promise.all([warnings(), other.get(ExpiryWarnings), warnings()].map((one) => one.warn()));
      expect(given.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(1);
    }

    expect(await days()).toEqual([30, 14, 7, 1]);
    expect(new Set((await events()).map(({ account_id }) => account_id))).toEqual(new Set([holder]));
  });

  it('are only the nearest one for a certificate that is added late', async () => {
    await hold(5);

    expect(await warnings().warn()).toBe(1);
    expect(await warnings().warn()).toBe(0);
    expect(await days()).toEqual([7]);
  });

  it('are not given for expired certificates', async () => {
    await hold(0);

    expect(await warnings().warn()).toBe(0);
  });

  it('name the person, or the other use of the certificate', async () => {
    await hold(20, 'sign_in_trust_anchor');
    const { holder } = await hold(20);

    await warnings().warn();

    const [person, anchor] = await events();
    expect(person).toMatchObject({
      type: 'identifier.expiring',
      account_id: holder,
      details: { name: 'Ada', days: 30 },
    });
    expect(anchor).toMatchObject({
      ...{ type: 'certificate.expiring', account_id: null },
      details: { use: 'sign_in_trust_anchor', days: 30 },
    });
  });

  it('are given for each use of a certificate, also when the uses have the same name', async () => {
    const { id, holder } = await hold(20, 'sign_in_trust_anchor');
    await api.sql(`insert into holding values ($1, $2, 'caller')`, [id, holder]);

    expect(await warnings().warn()).toBe(2);
    expect(await warnings().warn()).toBe(0);
    expect((await events()).map(({ details }) => details.use).sort()).toEqual(['caller', 'sign_in_trust_anchor']);
  });

  it('are all given, also when thousands of certificates expire together', async () => {
    const { id } = await hold(20);
    await api.sql(`insert into holding select $1, gen_random_uuid(), 'person' from generate_series(1, 2499)`, [id]);

    const given = await Promise.all([warnings().warn(), other.get(ExpiryWarnings).warn()]);

    expect(given[0]! + given[1]! + (await warnings().warn())).toBe(2500);
    expect(await events()).toHaveLength(2500);
  });

  it('are given by the next run when a run is killed half way', async () => {
    await hold(20);
    const sent: ExpiryWarning[] = [];
    let alive = false;
    const mail: ExpiryMail = {
      warn: async (_, given) => {
        if (!alive) throw new Error('killed');
        sent.push(...given);
      },
      summarize: async () => {
        if (!alive) throw new Error('killed');
      },
    };
    api.get(ExpiryWarnings).mailBy(mail);

    await expect(warnings().warn()).rejects.toThrow('killed');
    await expect(warnings().summarize()).rejects.toThrow('killed');
    expect(await events()).toEqual([]);
    alive = true;

    expect(await warnings().warn()).toBe(1);
    expect(sent).toMatchObject([{ use: 'person', days: 30 }]);
    expect(await Promise.all([warnings(), other.get(ExpiryWarnings)].map((one) => one.summarize()))).toContain(true);
    expect(await warnings().summarize()).toBe(false);
  });

  it('are given only on the days that administrators chose, and the change is recorded', async () => {
    await hold(20);
    const body = { days: [7, 14] };
    expect((await api.call('GET', path)).body).toEqual({ days: [30, 14, 7, 1] });

    expect((await api.call('PUT', path, { body })).body).toEqual({ days: [14, 7] });
    await api.call('PUT', path, { body });
    expect(await warnings().warn()).toBe(0);
    await timePasses(7);
    expect(await warnings().warn()).toBe(1);

    expect(await events()).toMatchObject([
      {
        type: 'certificate.expiry_warnings_changed',
        details: { days: [14, 7], before: { days: [30, 14, 7, 1] } },
      },
      { details: { days: 14 } },
    ]);
    await api.call('PUT', path, { body: { days: [] } });
    await timePasses(8);
    expect(await warnings().warn()).toBe(0);
  });

  it('are chosen by administrators for the whole installation, from four days', async () => {
    for (const days of [[2], [7, 7], 'all', [null]])
      expect((await api.call('PUT', path, { body: { days } })).status).toBe(422);
    const token = api.tokens.issue({ scopes: ['read:certificates'] });
    expect((await api.call('GET', path, { token })).status).toBe(200);
    expect((await api.call('PUT', path, { token, body: { days: [] } })).status).toBe(403);
  });

  it('are refused a second time by the database itself', async () => {
    await api.sql(`insert into expiry_warning values (gen_random_uuid(), 'a', '2030-01-01', 7)`);

    await expect(api.sql('insert into expiry_warning select * from expiry_warning')).rejects.toThrow(
      'expiry_warning_pk',
    );
    await expect(api.sql(`insert into expiry_setting (id) values (2)`)).rejects.toThrow('expiry_setting_only_one');
  });

  it('are counted for the metric by use, for uses without any too', async () => {
    await hold(20);
    await hold(2);
    await hold(0);
    await hold(40);

    expect([...(await warnings().count())]).toEqual([
      ['person', 2],
      ['sign_in_trust_anchor', 0],
      ['caller', 0],
    ]);
  });
});
