import { Account } from './account.entity.js';
import { Group, GroupMember } from './groups/group.entity.js';
import { ExternalIdentity } from './identities/external-identity.entity.js';
import { SignInFailure } from './sign-in/sign-in-failure.entity.js';

/** For the composition root's data source. */
export const accountEntities = [Account, Group, GroupMember, ExternalIdentity, SignInFailure] as const;
