import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the sign-in page looks: one row for the system, one for each organization or application that sets something of its own. */
export class Appearance20261201001500 implements MigrationInterface {
  readonly name = 'Appearance20261201001500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table picture (
        id text not null,
        type text not null,
        bytes bytea not null,
        constraint picture_pk primary key (id),
        constraint picture_id check (id = encode(sha256(bytes), 'hex')),
        constraint picture_type check (type = 'image/webp')
      );
      create table appearance (
        owner text not null,
        organization_id uuid,
        client_id text,
        title text,
        logo text,
        logo_dark text,
        cover text,
        cover_dark text,
        focus_x smallint,
        focus_y smallint,
        cover_mode text,
        show_logo boolean,
        show_footer boolean,
        show_method_logos boolean,
        accent text,
        accent_text text,
        corner smallint,
        card_text jsonb,
        below_text jsonb,
        help_contact text,
        languages text[],
        updated_at timestamptz not null default now(),
        constraint appearance_pk primary key (owner),
        constraint appearance_organization foreign key (organization_id) references organization (id) on delete cascade,
        constraint appearance_client foreign key (client_id) references client (client_id) on delete cascade,
        constraint appearance_logo foreign key (logo) references picture (id),
        constraint appearance_logo_dark foreign key (logo_dark) references picture (id),
        constraint appearance_cover foreign key (cover) references picture (id),
        constraint appearance_cover_dark foreign key (cover_dark) references picture (id),
        constraint appearance_owner check (num_nonnulls(organization_id, client_id) < 2
          and owner = coalesce('organization ' || organization_id, 'application ' || client_id, 'system')),
        constraint appearance_title check (char_length(title) between 1 and 80),
        constraint appearance_pictures check ((logo is not null or logo_dark is null) and (cover is not null or cover_dark is null)),
        constraint appearance_focus check ((cover is null) = (focus_x is null) and (cover is null) = (focus_y is null)
          and focus_x between 0 and 100 and focus_y between 0 and 100),
        constraint appearance_cover_mode check (cover_mode in ('off', 'where_none', 'always') and (cover_mode is null or client_id is null)),
        constraint appearance_accent check (accent ~ '^#[0-9a-f]{6}$' and accent_text ~ '^#[0-9a-f]{6}$'
          and (accent is not null or accent_text is null)),
        constraint appearance_corner check (corner between 0 and 24),
        constraint appearance_languages check (cardinality(languages) > 0 and languages <@ '{en,fr,de,es,it,ru}')
      );
      create trigger appearance_changed after insert or update or delete or truncate on appearance
        for each statement execute function postern_changed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table appearance, picture');
  }
}
