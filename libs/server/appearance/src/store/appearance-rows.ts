import { isDeepStrictEqual } from 'node:util';
import type { AppearanceSettings } from '@postern/contracts';
import type { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { type AppearanceOwner, ownerKey } from './owner.js';
import { helpContactOf, registeredSettings } from './registered.js';
import type { NewPicture } from './settings-pictures.js';
import { nothingSet, rowOf, settingsColumns, settingsOf, type SettingsRow } from './settings-row.js';

/** An owner other than the system. */
export interface OwnerFacts {
  readonly name: string;
  /** Of an application: the organization that it belongs to. */
  readonly organizationId: string | null;
  /** The contact of the organization, as a help contact. */
  readonly helpContact: AppearanceSettings['helpContact'];
  /** Of an application: what its registration says. */
  readonly registered: Pick<AppearanceSettings, 'accent' | 'logo'>;
}

/** The tables of appearances, by statements that run in a transaction or outside. */
export class AppearanceRows {
  constructor(
    private readonly statements: Statements,
    private readonly publicOrigin: string,
  ) {}

  /** One change after the other, so that a picture is never deleted while another change begins to use it. Readers do not wait. */
  async lock(): Promise<void> {
    await this.statements.run('appearance.lock_table', 'lock table appearance in share row exclusive mode');
  }

  async settings(owner: AppearanceOwner): Promise<AppearanceSettings> {
    const row = await this.statements.one<SettingsRow>(
      'appearance.get',
      `select ${settingsColumns} from appearance where owner = $1`,
      [ownerKey(owner)],
    );
    return row === undefined ? nothingSet : settingsOf(row);
  }

  /** Throws NotFoundError (`client.not_found`, `organization.not_found`). */
  facts(owner: NonNullable<AppearanceOwner>): Promise<OwnerFacts> {
    return 'clientId' in owner ? this.client(owner.clientId) : this.organization(owner.organizationId);
  }

  async save(owner: AppearanceOwner, after: AppearanceSettings, pictures: readonly NewPicture[]): Promise<void> {
    for (const { id, type, bytes } of pictures) {
      await this.statements.run(
        'picture.add',
        'insert into picture (id, type, bytes) values ($1, $2, $3) on conflict do nothing',
        [id, type, bytes],
      );
    }
    if (isDeepStrictEqual(after, nothingSet)) await this.delete(owner);
    else await this.write(owner, rowOf(after));
    // Those that an earlier change left, and those of owners that were deleted since.
    await this.statements.run(
      'picture.delete_unused',
      `delete from picture where id in (
         select id from picture except select unnest(array[logo, logo_dark, cover, cover_dark]) from appearance)`,
    );
  }

  private async delete(owner: AppearanceOwner): Promise<void> {
    await this.statements.run('appearance.delete', 'delete from appearance where owner = $1', [ownerKey(owner)]);
  }

  private async write(owner: AppearanceOwner, row: SettingsRow): Promise<void> {
    const organizationId = owner && 'organizationId' in owner ? owner.organizationId : null;
    const clientId = owner && 'clientId' in owner ? owner.clientId : null;
    await this.statements.run(
      'appearance.set',
      `insert into appearance as a (owner, organization_id, client_id, title, logo, logo_dark, cover, cover_dark, focus_x, focus_y,
         cover_mode, show_logo, show_footer, show_method_logos, accent, accent_text, corner, card_text, below_text, help_contact,
         languages)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
       on conflict (owner) do update set title = excluded.title, logo = excluded.logo, logo_dark = excluded.logo_dark,
         cover = excluded.cover, cover_dark = excluded.cover_dark, focus_x = excluded.focus_x, focus_y = excluded.focus_y,
         cover_mode = excluded.cover_mode, show_logo = excluded.show_logo, show_footer = excluded.show_footer,
         show_method_logos = excluded.show_method_logos, accent = excluded.accent, accent_text = excluded.accent_text,
         corner = excluded.corner, card_text = excluded.card_text, below_text = excluded.below_text,
         help_contact = excluded.help_contact, languages = excluded.languages, updated_at = now()`,
      [
        ...[ownerKey(owner), organizationId, clientId, row.title, row.logo, row.logoDark, row.cover, row.coverDark],
        ...[row.focusX, row.focusY, row.coverMode, row.showLogo, row.showFooter, row.showMethodLogos, row.accent],
        ...[row.accentText, row.corner, json(row.cardText), json(row.belowText), row.helpContact, row.languages],
      ],
    );
  }

  private async client(clientId: string): Promise<OwnerFacts> {
    interface ClientRow extends Pick<OwnerFacts, 'name' | 'organizationId'> {
      readonly contact: string | null;
      readonly logoUri: string | null;
      readonly accentColor: string | null;
    }
    const row = await this.statements.one<ClientRow>(
      'appearance.client',
      `select c.name, c.organization_id as "organizationId", o.contact, c.metadata ->> 'logo_uri' as "logoUri",
         c.metadata ->> 'accent_color' as "accentColor"
       from client c left join organization o on o.id = c.organization_id where c.client_id = $1`,
      [clientId],
    );
    if (row === undefined) throw new NotFoundError('client.not_found');
    const { name, organizationId, contact, ...looks } = row;
    return {
      name,
      organizationId,
      helpContact: helpContactOf(contact),
      registered: registeredSettings(looks, this.publicOrigin),
    };
  }

  private async organization(id: string): Promise<OwnerFacts> {
    const row = await this.statements.one<{ readonly name: string; readonly contact: string | null }>(
      'appearance.organization',
      'select name, contact from organization where id = $1',
      [id],
    );
    if (row === undefined) throw new NotFoundError('organization.not_found');
    return {
      ...{ name: row.name, organizationId: null, helpContact: helpContactOf(row.contact) },
      registered: { accent: null, logo: null },
    };
  }
}

const json = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
