import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A CA certificate that the gateway trusts is called trust anchor: in tables, in policies, and in the event log. */
export class TrustAnchorsOfTheGateway20261130171000 implements MigrationInterface {
  readonly name = 'TrustAnchorsOfTheGateway20261130171000';

  async up(runner: QueryRunner): Promise<void> {
    await rename(runner, { name: 'authority', ids: 'authorityIds' }, { name: 'trust_anchor', ids: 'trustAnchorIds' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await rename(runner, { name: 'trust_anchor', ids: 'trustAnchorIds' }, { name: 'authority', ids: 'authorityIds' });
  }
}

interface Word {
  readonly name: string;
  /** The field of a "validate" clause. */
  readonly ids: string;
}

const rename = async (runner: QueryRunner, before: Word, after: Word): Promise<void> => {
  const [from, to] = [`gateway_${before.name}`, `gateway_${after.name}`];
  // Values of a policy may hold the same word; a key alone is followed by a colon, and quotes inside of texts are escaped.
  const renamed = (column: string): string =>
    `${column} = regexp_replace(${column}::text, '([{,] ?)"${before.ids}": ', '\\1"${after.ids}": ', 'g')::jsonb`;
  await runner.query(`
    alter table ${from} rename to ${to};
    alter table ${to} rename constraint ${from}_pk to ${to}_pk;
    alter table ${to} rename constraint ${from}_once to ${to}_once;
    alter table ${to} rename constraint ${from}_certificate to ${to}_certificate;
    alter table ${to} rename constraint ${from}_name to ${to}_name;
    alter trigger ${from}_changed on ${to} rename to ${to}_changed;

    update gateway_api set ${renamed('policy')}, ${renamed('applied')}, ${renamed('former_policy')};

    update audit_event set type = replace(type, 'gateway.${before.name}_', 'gateway.${after.name}_')
    where type in ('gateway.${before.name}_added', 'gateway.${before.name}_deleted');
    update audit_event set code = replace(code, 'gateway.${before.name}_', 'gateway.${after.name}_')
    where code in ('gateway.${before.name}_not_found', 'gateway.${before.name}_in_use');
  `);
};
