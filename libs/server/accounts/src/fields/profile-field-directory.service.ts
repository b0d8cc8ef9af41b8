import { Injectable } from '@nestjs/common';
import type {
  OwnProfileField,
  ProfileFieldApplication,
  ProfileFieldRecord,
  ProfileFieldScope,
  ProfileFieldUsage,
  ProfileFieldValues,
} from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { fieldValues } from './account-field-values.js';
import { methodsWithRuleFor } from './field-rules.js';

/** A row of `fieldColumns`. */
export type ProfileFieldRow = Omit<ProfileFieldRecord, 'createdAt' | 'updatedAt'> & {
  readonly createdAt: Date;
  readonly updatedAt: Date;
} & Record<string, unknown>;

/** Of `profile_field`. */
export const fieldColumns = `id, key, kind, labels, options, is_unique as "unique", certificate_key as "certificateKey", shown, editable, claim,
  scope, created_at as "createdAt", updated_at as "updatedAt"`;

export const profileFieldRecord = (row: ProfileFieldRow): ProfileFieldRecord => {
  const { id, key, kind, labels, options, unique, certificateKey, shown, editable, claim, scope } = row;
  return {
    ...{ id, key, kind, labels, options, unique, certificateKey, shown, editable, claim, scope },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
};

/** Own profile fields: what they are, and what depends on them. */
@Injectable()
export class ProfileFieldDirectory {
  constructor(private readonly statements: Statements) {}

  /** By key; there are fifty at most. */
  async list(): Promise<readonly ProfileFieldRecord[]> {
    const rows = await this.statements.run<ProfileFieldRow>(
      'profile_field.list',
      `select ${fieldColumns} from profile_field order by key`,
      [],
    );
    return rows.map(profileFieldRecord);
  }

  /** Throws `NotFoundError`. */
  async get(id: string): Promise<ProfileFieldRecord> {
    const row = await this.statements.one<ProfileFieldRow>(
      'profile_field.get',
      `select ${fieldColumns} from profile_field where id = $1`,
      [id],
    );
    if (row === undefined) throw new NotFoundError('profile_field.not_found');
    return profileFieldRecord(row);
  }

  /** Throws `NotFoundError`. */
  async usage(id: string): Promise<ProfileFieldUsage> {
    const { key } = await this.get(id);
    const [counted, methods] = await Promise.all([
      this.statements.one<{ people: number }>(
        'profile_field.people',
        'select count(distinct account_id)::integer as people from profile_field_value where field_id = $1',
        [id],
      ),
      methodsWithRuleFor(this.statements, key),
    ]);
    return { people: counted?.people ?? 0, methods };
  }

  /** Applications that may ask for the scope, by name. */
  async applications(scope: ProfileFieldScope): Promise<readonly ProfileFieldApplication[]> {
    return this.statements.run<ProfileFieldApplication & Record<string, unknown>>(
      'profile_field.applications',
      `select client_id as "clientId", name from client where metadata -> 'scopes' ? $1 order by name, client_id limit 100`,
      [scope],
    );
  }

  /** The fields that a person sees on their profile, with their values. */
  async own(values: ProfileFieldValues): Promise<readonly OwnProfileField[]> {
    const fields = await this.list();
    return fields
      .filter(({ shown }) => shown)
      .map(({ key, kind, labels, options, editable }) => ({
        ...{ key, kind, labels, options, editable },
        value: values[key] ?? null,
      }));
  }

  /** Every value that is stored about a person, of fields that they do not see, too. */
  async stored(accountId: string): Promise<readonly Pick<OwnProfileField, 'key' | 'labels' | 'value'>[]> {
    const [fields, row] = await Promise.all([
      this.list(),
      this.statements.one<{ values: ProfileFieldValues }>(
        'profile_field.stored',
        `select ${fieldValues('$1::uuid')} as values`,
        [accountId],
      ),
    ]);
    return fields.flatMap(({ key, labels }) => {
      const value = row?.values[key];
      return value === undefined ? [] : [{ key, labels, value }];
    });
  }
}
