import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The server behind the gateway is called upstream: in tables, in what is applied, and in the event log. */
export class Upstreams20261130145000 implements MigrationInterface {
  readonly name = 'Upstreams20261130145000';

  async up(runner: QueryRunner): Promise<void> {
    await rename(runner, 'backend', 'upstream');
  }

  async down(runner: QueryRunner): Promise<void> {
    await rename(runner, 'upstream', 'backend');
  }
}

const rename = async (runner: QueryRunner, before: string, after: string): Promise<void> => {
  const [from, to] = [`gateway_${before}`, `gateway_${after}`];
  await runner.query(`
    alter table ${from} rename to ${to};
    alter table ${to} rename constraint ${from}_pk to ${to}_pk;
    alter table ${to} rename constraint ${from}_name to ${to}_name;
    alter table ${to} rename constraint ${from}_credential to ${to}_credential;
    alter table ${to} rename constraint ${from}_name_length to ${to}_name_length;
    alter table ${to} rename constraint ${from}_url to ${to}_url;
    alter index ${from}_certificate_id rename to ${to}_certificate_id;

    alter table gateway_api rename column ${before}_id to ${after}_id;
    alter table gateway_api rename column applied_${before}_id to applied_${after}_id;
    alter table gateway_api rename column former_${before}_id to former_${after}_id;
    alter table gateway_api rename constraint gateway_api_${before} to gateway_api_${after};
    alter table gateway_api rename constraint gateway_api_applied_${before} to gateway_api_applied_${after};
    alter index gateway_api_${before}_id rename to gateway_api_${after}_id;
    alter index gateway_api_applied_${before}_id rename to gateway_api_applied_${after}_id;

    alter table gateway_api drop constraint gateway_api_applied_whole;
    update gateway_api
    set applied = applied - '${before}Id' || jsonb_build_object('${after}Id', applied -> '${before}Id') where applied is not null;
    alter table gateway_api add constraint gateway_api_applied_whole
      check (applied_path_prefix is not distinct from applied ->> 'pathPrefix'
        and applied_${after}_id::text is not distinct from applied ->> '${after}Id');

    update audit_event set type = replace(type, 'gateway.${before}_', 'gateway.${after}_') where type like 'gateway.${before}\\_%';
    update audit_event set code = replace(code, 'gateway.${before}_', 'gateway.${after}_') where code like 'gateway.${before}\\_%';
    update audit_event set details = jsonb_set(details, '{changed}', (details -> 'changed') - '${before}Id' || '["${after}Id"]')
    where type = 'gateway.api_updated' and details -> 'changed' ? '${before}Id';
  `);
};
