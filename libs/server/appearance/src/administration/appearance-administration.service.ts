import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { AuditedTransaction, recordBy } from '@postern/audit';
import { ServerConfig } from '@postern/config';
import type { AppearanceField, AppearanceInput, AppearanceRecord, AppearanceSettings } from '@postern/contracts';
import { Statements } from '@postern/database';
import { type Actor, assertRoleStands, assertWithin } from '@postern/management';
import { combine, forcesCover, type Level } from '../reading/inherited.js';
import type { AppearanceOwner } from '../store/owner.js';
import { nothingSet } from '../store/settings-row.js';
import { AppearanceRows } from '../store/appearance-rows.js';
import { assertShowable } from './appearance-rules.js';
import { assertOwnPictures, readPictures } from './input-pictures.js';

/** Shows and changes appearances; each change is one transaction with its event. */
@Injectable()
export class AppearanceAdministration {
  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
    @Inject(ServerConfig) private readonly config: ServerConfig,
  ) {}

  /** Throws NotFoundError (`client.not_found`, `organization.not_found`). */
  async get(owner: AppearanceOwner): Promise<AppearanceRecord> {
    const rows = new AppearanceRows(this.statements, this.config.PUBLIC_ORIGIN);
    const above = owner === null ? [] : await this.above(owner, rows);
    return { own: await rows.settings(owner), ...combine(above), coverForced: forcesCover(above) };
  }

  /**
   * A change without effect is not recorded.
   *
   * @throws NotFoundError (`client.not_found`, `organization.not_found`), ForbiddenError, InvalidError (`request.invalid`, `appearance.low_contrast`, `picture.refused`)
   */
  async change(owner: AppearanceOwner, wanted: AppearanceInput, actor: Actor): Promise<AppearanceRecord> {
    // Drawing pictures anew takes long: nobody waits for it with a lock.
    const read = await readPictures(normalized(wanted));
    await this.transaction.run(['appearance'], async ({ manager, record }) => {
      const rows = new AppearanceRows(Statements.in(manager), this.config.PUBLIC_ORIGIN);
      await rows.lock();
      const facts = owner && (await rows.facts(owner));
      const organizationId =
        owner && 'organizationId' in owner ? owner.organizationId : (facts?.organizationId ?? null);
      assertWithin(actor, organizationId);
      await assertRoleStands(Statements.in(manager), actor);
      const before = await rows.settings(owner);
      assertOwnPictures(read, before);
      const after: AppearanceSettings = { ...before, ...read.input };
      assertShowable(after, owner !== null && 'clientId' in owner);
      const changed = (Object.keys(nothingSet) as AppearanceField[]).filter(
        (field) => !isDeepStrictEqual(before[field], after[field]),
      );
      if (changed.length === 0) return;
      await rows.save(owner, after, read.pictures);
      await record(
        recordBy(actor, {
          type: 'appearance.updated',
          clientId: owner && 'clientId' in owner ? owner.clientId : null,
          organizationId,
          details: {
            ...ownerDetails(owner),
            ...(facts && { name: facts.name }),
            changed,
            ...only(after, changed),
            before: only(before, changed),
          },
        }),
      );
    });
    return this.get(owner);
  }

  /** From the system down to what the owner itself registered. */
  private async above(owner: NonNullable<AppearanceOwner>, rows: AppearanceRows): Promise<readonly Level[]> {
    const { organizationId, helpContact, registered } = await rows.facts(owner);
    const levels: Level[] = [{ source: 'system', settings: await rows.settings(null) }];
    if ('organizationId' in owner)
      return [...levels, { source: 'organization', settings: { ...nothingSet, helpContact } }];
    if (organizationId !== null) {
      const settings = await rows.settings({ organizationId });
      levels.push({
        source: 'organization',
        settings: { ...settings, helpContact: settings.helpContact ?? helpContact },
      });
    }
    return [...levels, { source: 'application', settings: { ...nothingSet, ...registered } }];
  }
}

const ownerDetails = (owner: AppearanceOwner): object => {
  if (owner === null) return { owner: 'system' };
  return 'clientId' in owner
    ? { owner: 'application' }
    : { owner: 'organization', organizationId: owner.organizationId };
};

const only = (settings: AppearanceSettings, fields: readonly AppearanceField[]): object =>
  Object.fromEntries(fields.map((field) => [field, settings[field]]));

/** Plain values, colours in lower case, no texts that are not there; undefined is left out. */
const normalized = (wanted: AppearanceInput): AppearanceInput => {
  const plain = JSON.parse(JSON.stringify(wanted)) as AppearanceInput;
  const { accent, cardText, belowText } = plain;
  const isEmpty = (texts: AppearanceSettings['cardText'] | undefined): boolean =>
    texts !== undefined && texts !== null && Object.keys(texts).length === 0;
  return {
    ...plain,
    ...(accent && { accent: { color: accent.color.toLowerCase(), text: accent.text?.toLowerCase() ?? null } }),
    ...(isEmpty(cardText) && { cardText: null }),
    ...(isEmpty(belowText) && { belowText: null }),
  };
};
