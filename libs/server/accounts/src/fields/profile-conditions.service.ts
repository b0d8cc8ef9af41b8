import { Injectable } from '@nestjs/common';
import type { AccessRule } from '@postern/contracts';
import { Statements } from '@postern/database';

// What people can write themselves proves nothing: neither a field that they may edit, nor a value that they wrote while they could.
const metSql = `
  select exists (
    select from organization_membership om join organization o on o.id = om.organization_id and o.status = 'active'
    where om.account_id = $1 and om.organization_id = any ($2::uuid[])
  ) or exists (
    select from unnest($3::text[], $4::text[]) as c(field, value)
    join profile_field f on f.key = c.field and not f.editable
    join profile_field_value v on v.account_id = $1 and v.field_id = f.id
    where not v.typed_by_person and v.value #>> '{}' = c.value
  ) as met`;

/** Conditions on a person that are read only where a rule has them. */
@Injectable()
export class ProfileConditions {
  constructor(private readonly statements: Statements) {}

  /** Whether the person belongs to one of the organizations, or has one of the values. */
  async oneIsMet(
    accountId: string,
    { organizations, fields }: Pick<AccessRule, 'organizations' | 'fields'>,
  ): Promise<boolean> {
    const row = await this.statements.one<{ met: boolean }>('account.profile_conditions', metSql, [
      ...[accountId, organizations, fields.map(({ field }) => field), fields.map(({ value }) => value)],
    ]);
    return row?.met === true;
  }
}
