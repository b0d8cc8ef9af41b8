import { ClientEntity } from '@postern/clients';
import type { CoverMode, Language, Translated } from '@postern/contracts';
import { OrganizationEntity } from '@postern/organizations';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PictureEntity } from './picture.entity.js';

/** Appearance of the sign-in page as one owner set it; null: inherited. */
@Entity('appearance')
@ForeignKey(() => OrganizationEntity, ['organizationId'], ['id'], {
  name: 'appearance_organization',
  onDelete: 'CASCADE',
})
@ForeignKey(() => ClientEntity, ['clientId'], ['clientId'], { name: 'appearance_client', onDelete: 'CASCADE' })
@ForeignKey(() => PictureEntity, ['logo'], ['id'], { name: 'appearance_logo' })
@ForeignKey(() => PictureEntity, ['logoDark'], ['id'], { name: 'appearance_logo_dark' })
@ForeignKey(() => PictureEntity, ['cover'], ['id'], { name: 'appearance_cover' })
@ForeignKey(() => PictureEntity, ['coverDark'], ['id'], { name: 'appearance_cover_dark' })
@Check(
  'appearance_owner',
  `num_nonnulls(organization_id, client_id) < 2
   and owner = coalesce('organization ' || organization_id, 'application ' || client_id, 'system')`,
)
@Check('appearance_title', 'char_length(title) between 1 and 80')
@Check('appearance_pictures', '(logo is not null or logo_dark is null) and (cover is not null or cover_dark is null)')
@Check(
  'appearance_focus',
  `(cover is null) = (focus_x is null) and (cover is null) = (focus_y is null)
   and focus_x between 0 and 100 and focus_y between 0 and 100`,
)
@Check(
  'appearance_cover_mode',
  `cover_mode in ('off', 'where_none', 'always') and (cover_mode is null or client_id is null)`,
)
@Check(
  'appearance_accent',
  `accent ~ '^#[0-9a-f]{6}$' and accent_text ~ '^#[0-9a-f]{6}$' and (accent is not null or accent_text is null)`,
)
@Check('appearance_corner', 'corner between 0 and 24')
@Check('appearance_languages', `cardinality(languages) > 0 and languages <@ '{en,fr,de,es,it,ru}'`)
export class AppearanceEntity {
  /** `system`, or `organization` and its id, or `application` and its client id. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'appearance_pk' })
  readonly owner!: string;

  @Column('uuid', { name: 'organization_id', nullable: true })
  readonly organizationId!: string | null;

  @Column('text', { name: 'client_id', nullable: true })
  readonly clientId!: string | null;

  @Column('text', { nullable: true })
  readonly title!: string | null;

  @Column('text', { nullable: true })
  readonly logo!: string | null;

  @Column('text', { name: 'logo_dark', nullable: true })
  readonly logoDark!: string | null;

  @Column('text', { nullable: true })
  readonly cover!: string | null;

  @Column('text', { name: 'cover_dark', nullable: true })
  readonly coverDark!: string | null;

  /** Percent from the left. */
  @Column('smallint', { name: 'focus_x', nullable: true })
  readonly focusX!: number | null;

  /** Percent from the top. */
  @Column('smallint', { name: 'focus_y', nullable: true })
  readonly focusY!: number | null;

  @Column('text', { name: 'cover_mode', nullable: true })
  readonly coverMode!: CoverMode | null;

  @Column('boolean', { name: 'show_logo', nullable: true })
  readonly showLogo!: boolean | null;

  @Column('boolean', { name: 'show_footer', nullable: true })
  readonly showFooter!: boolean | null;

  @Column('boolean', { name: 'show_method_logos', nullable: true })
  readonly showMethodLogos!: boolean | null;

  @Column('text', { nullable: true })
  readonly accent!: string | null;

  @Column('text', { name: 'accent_text', nullable: true })
  readonly accentText!: string | null;

  /** Pixels. */
  @Column('smallint', { nullable: true })
  readonly corner!: number | null;

  /** Markdown by language. */
  @Column('jsonb', { name: 'card_text', nullable: true })
  readonly cardText!: Translated<string> | null;

  @Column('jsonb', { name: 'below_text', nullable: true })
  readonly belowText!: Translated<string> | null;

  @Column('text', { name: 'help_contact', nullable: true })
  readonly helpContact!: string | null;

  @Column('text', { array: true, nullable: true })
  readonly languages!: readonly Language[] | null;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  readonly updatedAt!: Date;
}
