import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A session names the certificates that a later one took the place of: what they opened ends with them too. */
export class FormerCertificates20261130183000 implements MigrationInterface {
  readonly name = 'FormerCertificates20261130183000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table oidc_artifact add column former_certificates bytea[]');
    await runner.query(
      'create index oidc_artifact_former_certificates on oidc_artifact using gin (former_certificates) where former_certificates is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index oidc_artifact_former_certificates');
    await runner.query('alter table oidc_artifact drop column former_certificates');
  }
}
