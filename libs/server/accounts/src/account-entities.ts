import { Account } from './account.entity.js';
import { Group, GroupMember } from './groups/group.entity.js';
import { IdentifierEntity } from './identifiers/identifier.entity.js';
import { SignInFailure } from './sign-in/sign-in-failure.entity.js';

/** For the composition root's data source. */
export const accountEntities = [Account, Group, GroupMember, IdentifierEntity, SignInFailure] as const;
