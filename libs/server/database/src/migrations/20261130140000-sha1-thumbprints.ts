import { createHash } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const atOnce = 500;

/** Certificates are found by their SHA-1 thumbprint, too. PostgreSQL has no SHA-1 of its own, so it is kept. */
export class Sha1Thumbprints20261130140000 implements MigrationInterface {
  readonly name = 'Sha1Thumbprints20261130140000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table certificate add column sha1 bytea');
    while (await this.#fillSome(runner));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table certificate drop column sha1');
  }

  async #fillSome(runner: QueryRunner): Promise<boolean> {
    const rows = (await runner.query(
      `select id, der from certificate where sha1 is null limit ${atOnce}`,
    )) as readonly {
      readonly id: string;
      readonly der: Buffer;
    }[];
    await runner.query(
      `update certificate c set sha1 = n.sha1 from unnest($1::uuid[], $2::bytea[]) n (id, sha1) where c.id = n.id`,
      [rows.map(({ id }) => id), rows.map(({ der }) => createHash('sha1').update(der).digest())],
    );
    return rows.length === atOnce;
  }
}
