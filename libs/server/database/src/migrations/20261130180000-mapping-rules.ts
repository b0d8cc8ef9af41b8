import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Methods find accounts by rules, and identifiers keep the rule they were made by. What a method identified people by until now becomes
 * its only rule; what an identifier was made of is the prefix of its subject.
 */
export class MappingRules20261130180000 implements MigrationInterface {
  readonly name = 'MappingRules20261130180000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update sign_in_method set params = (params - 'identifyBy') || jsonb_build_object('rules', jsonb_build_array(
        jsonb_build_object('source', coalesce(params ->> 'identifyBy', 'certificate'), 'field', 'linked')))
      where type = 'mtls'`);
    await runner.query('alter table identifier add column source text, add column rule jsonb');
    await runner.query(`
      update identifier set source = case
          when subject like 'x509-sha256:%' then 'certificate'
          when subject like 'spki-sha256:%' then 'public-key'
          when subject like '%name-sha256:%' then 'issuer-and-subject'
        end`);
    await runner.query(`
      update identifier set rule = jsonb_build_object('source', source, 'field', 'linked', 'affinity',
        case source when 'issuer-and-subject' then 'low' else 'high' end) where source is not null`);
    await runner.query('alter table handoff add column rule jsonb, add column search jsonb');
    await runner.query('create index account_email on account (email)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index account_email');
    await runner.query('alter table handoff drop column rule, drop column search');
    await runner.query('alter table identifier drop column source, drop column rule');
    await runner.query(`
      update sign_in_method set params = (params - 'rules' - 'formerSources') || jsonb_build_object('identifyBy', coalesce(
        (select rule ->> 'source' from jsonb_array_elements(params -> 'rules') rule
         where rule ->> 'field' = 'linked' and rule ->> 'source' in ('certificate', 'public-key', 'issuer-and-subject') limit 1),
        'certificate'))
      where type = 'mtls'`);
  }
}
