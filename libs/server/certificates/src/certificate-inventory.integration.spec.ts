import { createDataSource, poolOf, Statements } from '@postern/database';
import { createTestDatabase, type TestDatabase } from '@postern/database/testing';
import { issueSelfSigned } from '@postern/dev-pki';
import type { PresentedCertificate } from '@postern/requests';
import { parseCertificate, summarize } from '@postern/x509';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CertificateInventory } from './certificate-inventory.service.js';

const present = async (subject: string): Promise<PresentedCertificate> => {
  const { der } = await issueSelfSigned({ subject });
  return { der, summary: summarize(parseCertificate(der)) };
};

describe('certificate inventory', () => {
  let database: TestDatabase;
  let source: DataSource;
  let inventory: CertificateInventory;

  beforeAll(async () => {
    database = await createTestDatabase();
    source = await createDataSource({
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: 10,
      DATABASE_STATEMENT_TIMEOUT: 5000,
      DATABASE_CONNECT_TIMEOUT: 5000,
    }).initialize();
    inventory = new CertificateInventory(new Statements(poolOf(source)));
  });
  afterAll(async () => {
    await source?.destroy();
    await database?.drop();
  });

  it('keeps one row per certificate when it is registered several times at once', async () => {
    const certificate = await present('CN=Ada');

    const ids = await Promise.all(Array.from({ length: 20 }, () => inventory.register(certificate)));

    expect(new Set(ids).size).toBe(1);
    const rows = await source.query('select der, summary, not_after from certificate where id = $1', [ids[0]]);
    expect(rows).toHaveLength(1);
    expect(Buffer.compare(rows[0].der, Buffer.from(certificate.der))).toBe(0);
    expect(rows[0].summary).toEqual(certificate.summary);
    expect(rows[0].not_after.toISOString()).toBe(certificate.summary.notAfter);
  });

  it('knows which certificates were used', async () => {
    const [seen, unseen] = await Promise.all([present('CN=Bob'), present('CN=Bob')]);
    await inventory.register(seen);

    expect(await inventory.knows(seen.der)).toBe(true);
    expect(await inventory.knows(unseen.der)).toBe(false);
  });

  it('stores certificates whose names PostgreSQL could not hold as they are', async () => {
    const { der, summary } = await present('CN=Eve');

    await expect(
      inventory.register({ der, summary: { ...summary, name: 'E\0ve\ud800', alternativeNames: ['dns:\0'] } }),
    ).resolves.toMatch(/^[0-9a-f-]{36}$/);
  });
});
