import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction, type AuditRecord, recordBy } from '@postern/audit';
import {
  type AuditEventType,
  mostProfileFields,
  type ProfileFieldInput,
  type ProfileFieldRecord,
  type Role,
} from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import type { Actor } from '@postern/management';
import type { EntityManager } from 'typeorm';
import { assertMayChange } from '../owner-rules.js';
import { checkedField, type FieldSettings } from './checked-field.js';
import { methodsWithRuleFor } from './field-rules.js';
import { fieldColumns, profileFieldRecord, type ProfileFieldRow } from './profile-field-directory.service.js';

export type ProfileFieldChange = Partial<Omit<ProfileFieldInput, 'key' | 'kind'>>;

const insert = `
  insert into profile_field (key, kind, labels, options, is_unique, certificate_key, shown, editable, claim, scope)
  values ($1, $2, $3::jsonb, $4::jsonb, $5, $6, $7, $8, $9, $10) returning ${fieldColumns}`;
const update = `
  update profile_field set labels = $2::jsonb, options = $3::jsonb, is_unique = $4, certificate_key = $5, shown = $6, editable = $7, claim = $8,
    scope = $9, updated_at = now()
  where id = $1 returning ${fieldColumns}`;
const setUnique = `
  update profile_field_value set unique_folded = case when $2::boolean then folded end
  where field_id = $1 and unique_folded is distinct from case when $2::boolean then folded end`;

/** Creates, changes and deletes own profile fields. Each change and its event are one transaction. */
@Injectable()
export class ProfileFieldAdministration {
  constructor(private readonly transaction: AuditedTransaction) {}

  /** Throws `InvalidError`, `ConflictError` (`profile_field.key_taken`, `.claim_taken`, `.too_many`). */
  async create({ key, kind, ...given }: ProfileFieldInput, actor: Actor): Promise<ProfileFieldRecord> {
    const settings = checkedField(key, kind, given);
    return this.change(async ({ manager, record }) => {
      const statements = Statements.in(manager);
      await statements.run('profile_field.lock_table', 'lock table profile_field in share row exclusive mode', []);
      const counted = await statements.only<{ count: number }>(
        'profile_field.count',
        'select count(*)::integer as count from profile_field',
        [],
      );
      if (counted.count >= mostProfileFields) throw new ConflictError('profile_field.too_many');
      const row = await statements.only<ProfileFieldRow>('profile_field.create', insert, [
        key,
        kind,
        ...valuesOf(settings),
      ]);
      await record(eventOf(actor, 'profile_field.created', row, told(settings)));
      return profileFieldRecord(row);
    });
  }

  /**
   * Throws `NotFoundError`, `InvalidError`, `ForbiddenError` where values decide how people sign in whom the actor may not change, and
   * `ConflictError` (`profile_field.claim_taken`, `.in_use`, `.values_repeated`, `.typed_by_people`).
   */
  async update(id: string, change: ProfileFieldChange, actor: Actor): Promise<ProfileFieldRecord> {
    return this.change(async ({ manager, record }) => {
      const statements = Statements.in(manager);
      const before = await take(statements, id);
      const settings = checkedField(before.key, before.kind, { ...before, ...change });
      if (settings.certificateKey !== before.certificateKey) {
        await assertMayDecide(manager, id, actor);
        if (settings.certificateKey) await assertNotTyped(statements, id);
        else await assertNoRule(statements, before.key);
      }
      const row = await statements.only<ProfileFieldRow>('profile_field.update', update, [id, ...valuesOf(settings)]);
      if (settings.unique !== before.unique)
        await statements.run('profile_field.set_unique', setUnique, [id, settings.unique]);
      const changed = Object.keys(change).sort();
      await record(
        eventOf(actor, 'profile_field.updated', row, { fields: changed, ...told(settings), before: told(before) }),
      );
      return profileFieldRecord(row);
    });
  }

  /** Its values go with it. Throws `NotFoundError`, `ForbiddenError`, `ConflictError` (`profile_field.in_use`). */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.change(async ({ manager, record }) => {
      const statements = Statements.in(manager);
      const field = await take(statements, id);
      await assertNoRule(statements, field.key);
      if (field.certificateKey) await assertMayDecide(manager, id, actor);
      const { people } = await statements.only<{ people: number }>(
        'profile_field.people',
        'select count(distinct account_id)::integer as people from profile_field_value where field_id = $1',
        [id],
      );
      await statements.run('profile_field.delete', 'delete from profile_field where id = $1', [id]);
      await record(eventOf(actor, 'profile_field.deleted', field, { people }));
    });
  }

  private async change<T>(work: (change: AuditedChange) => Promise<T>): Promise<T> {
    try {
      return await this.transaction.run([], work);
    } catch (error) {
      const constraint = violatedConstraint(error);
      if (constraint === 'profile_field_key_unique') throw new ConflictError('profile_field.key_taken');
      if (constraint === 'profile_field_claim_unique') throw new ConflictError('profile_field.claim_taken');
      if (constraint === 'profile_field_value_unique') throw new ConflictError('profile_field.values_repeated');
      throw error;
    }
  }
}

const valuesOf = ({ labels, options, unique, certificateKey, shown, editable, claim, scope }: FieldSettings) => [
  JSON.stringify(labels),
  JSON.stringify(options),
  ...[unique, certificateKey, shown, editable, claim, scope],
];

const take = async (statements: Statements, id: string): Promise<ProfileFieldRow> => {
  const row = await statements.one<ProfileFieldRow>(
    'profile_field.take',
    `select ${fieldColumns} from profile_field where id = $1 for update`,
    [id],
  );
  if (row === undefined) throw new NotFoundError('profile_field.not_found');
  return row;
};

/** Whether a value finds its account is a change of each account with a value. */
const assertMayDecide = async (manager: EntityManager, id: string, actor: Actor): Promise<void> => {
  const rows = await Statements.in(manager).run<{ role: Role }>(
    'profile_field.roles',
    `select distinct a.role from profile_field_value v join account a on a.id = v.account_id where v.field_id = $1`,
    [id],
  );
  for (const row of rows) assertMayChange(actor, row);
};

/** Anybody could have typed somebody else's number. */
const assertNotTyped = async (statements: Statements, id: string): Promise<void> => {
  const { people } = await statements.only<{ people: number }>(
    'profile_field.typed',
    `select count(distinct account_id)::integer as people from profile_field_value where field_id = $1 and typed_by_person`,
    [id],
  );
  if (people > 0)
    throw new ConflictError('profile_field.typed_by_people', undefined, [
      { path: 'certificateKey', message: `${people} people typed their value themselves` },
    ]);
};

const assertNoRule = async (statements: Statements, key: string): Promise<void> => {
  const methods = await methodsWithRuleFor(statements, key);
  if (methods.length > 0)
    throw new ConflictError(
      'profile_field.in_use',
      undefined,
      methods.map(({ id, type, name }) => ({ path: id, message: `rule of the sign-in method ${name ?? type}` })),
    );
};

/** What decides about sign-ins and releases; labels are not worth a line. */
const told = ({ unique, certificateKey, shown, editable, claim, scope }: FieldSettings) => ({
  ...{ unique, certificateKey, shown, editable, claim, scope },
});

const eventOf = (
  actor: Actor,
  type: AuditEventType,
  { id, key, kind }: Pick<ProfileFieldRow, 'id' | 'key' | 'kind'>,
  details: object,
): AuditRecord => recordBy(actor, { type, details: { field: id, key, kind, ...details } });
