import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Applying and deleting an import touch one row at once; its lines follow in the background, some at a time. */
export class ImportsOfAnySize20261201001700 implements MigrationInterface {
  readonly name = 'ImportsOfAnySize20261201001700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table user_import add column deleted_at timestamptz');
    await runner.query('create index user_import_deleted on user_import (id) where deleted_at is not null');
    await runner.query('alter table user_import_line add column applied boolean not null default false');
    await runner.query(`
      update user_import_line l set applied = true from user_import i
      where i.id = l.import_id and i.state in ('applying', 'done') and l.done`);
    await runner.query(
      `create index user_import_line_to_apply on user_import_line (import_id, line)
       where not applied and (verdict is null or verdict in ('create', 'update'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index user_import_line_to_apply');
    await runner.query('alter table user_import_line drop column applied');
    await runner.query('alter table user_import drop column deleted_at');
  }
}
