import { isDeepStrictEqual } from 'node:util';
import { type Actor, assertOfSystem } from '@postern/management';
import type { ClientSettings } from '../store/client-defaults.js';

/** What an application of an organization has until an administrator of the system changes it. */
const reserved = { first_party: false, group_release: 'none', released_groups: [] } as const;

/**
 * People who administer an organization choose neither what skips the consent of others nor what tells of groups of the system, and keep the
 * application where it is.
 *
 * @param before null: a new application, in the organization that the guard has looked at
 * @throws ForbiddenError (`token.insufficient_role`)
 */
export const assertMayChoose = (actor: Actor, before: ClientSettings | null, after: ClientSettings): void => {
  for (const name of Object.keys(reserved) as (keyof typeof reserved)[]) {
    if (!isDeepStrictEqual((before ?? reserved)[name], after[name])) assertOfSystem(actor, name);
  }
  if (before !== null && before.organization_id !== after.organization_id) assertOfSystem(actor, 'organization_id');
};
