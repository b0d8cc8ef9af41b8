import { ownFieldPrefix, type ProfileFieldUsage } from '@postern/contracts';
import type { Statements } from '@postern/database';

const withRule = `select id, type, name from sign_in_method
  where jsonb_path_exists(params, '$.rules[*].field ? (@ == $field)', jsonb_build_object('field', $1::text)) order by name, id`;

/** Sign-in methods with a rule that finds accounts by the field. */
export const methodsWithRuleFor = (statements: Statements, key: string): Promise<ProfileFieldUsage['methods']> =>
  statements.run<ProfileFieldUsage['methods'][number] & Record<string, unknown>>('profile_field.methods', withRule, [
    `${ownFieldPrefix}${key}`,
  ]);
