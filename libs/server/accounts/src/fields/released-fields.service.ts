import { Injectable } from '@nestjs/common';
import type { ProfileFieldScope, ProfileFieldShape, ProfileFieldValue } from '@postern/contracts';
import { Statements } from '@postern/database';
import { fieldValue } from './account-field-values.js';

/** A value as applications receive it. */
export interface ReleasedValue {
  readonly claim: string;
  readonly scope: ProfileFieldScope;
  readonly value: ProfileFieldValue;
}

/** A field that applications receive. */
export type ReleasedField = Pick<ProfileFieldShape, 'key' | 'labels'> & Pick<ReleasedValue, 'claim' | 'scope'>;

/**
 * SQL expression (jsonb): an account's values that applications receive (`ReleasedValue[]`); null for none.
 *
 * @param account SQL (uuid) of its id
 */
export const releasedValues = (account: string): string => `(
  select jsonb_agg(jsonb_build_object('claim', x.claim, 'scope', x.scope, 'value', x.value)) from (
    select f.claim, f.scope, ${fieldValue} as value
    from profile_field_value v join profile_field f on f.id = v.field_id and f.claim is not null
    where v.account_id = ${account} group by f.id) x)`;

/** Which own profile fields applications receive, for the page that asks people. */
@Injectable()
export class ReleasedFields {
  constructor(private readonly statements: Statements) {}

  /** By key. */
  list(): Promise<readonly ReleasedField[]> {
    return this.statements.run<ReleasedField & Record<string, unknown>>(
      'profile_field.released',
      'select key, labels, claim, scope from profile_field where claim is not null order by key',
      [],
    );
  }
}
