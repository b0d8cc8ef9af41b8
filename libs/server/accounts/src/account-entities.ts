import { AccountEntity } from './account.entity.js';
import { GroupEntity, GroupMemberEntity } from './groups/group.entity.js';
import { IdentifierEntity } from './identifiers/identifier.entity.js';
import { SignInFailureEntity } from './sign-in/sign-in-failure.entity.js';

/** For the composition root's data source. */
export const accountEntities = [
  AccountEntity,
  GroupEntity,
  GroupMemberEntity,
  IdentifierEntity,
  SignInFailureEntity,
] as const;
