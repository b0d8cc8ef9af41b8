import { AccountEntity } from './account.entity.js';
import { AwaitedIdentifierEntity } from './awaited/awaited-identifier.entity.js';
import { GroupEntity, GroupMemberEntity } from './groups/group.entity.js';
import { IdentifierEntity } from './identifiers/identifier.entity.js';
import { UnlinkedCertificateEntity } from './identifiers/unlinked-certificate.entity.js';
import { NewAccountsOfDayEntity } from './new-accounts/new-accounts-of-day.entity.js';
import { ProfileFieldEntity, ProfileFieldValueEntity } from './fields/profile-field.entity.js';
import { UserImportEntity, UserImportLineEntity } from './import/user-import.entity.js';
import { SignInFailureEntity } from './sign-in/sign-in-failure.entity.js';

/** For the composition root's data source. */
export const accountEntities = [
  AccountEntity,
  AwaitedIdentifierEntity,
  GroupEntity,
  GroupMemberEntity,
  IdentifierEntity,
  NewAccountsOfDayEntity,
  ProfileFieldEntity,
  ProfileFieldValueEntity,
  SignInFailureEntity,
  UnlinkedCertificateEntity,
  UserImportEntity,
  UserImportLineEntity,
] as const;
