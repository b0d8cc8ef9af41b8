import { Account } from './account.entity.js';
import { ExternalIdentity } from './identities/external-identity.entity.js';
import { SignInFailure } from './sign-in/sign-in-failure.entity.js';

/** For the composition root's data source. */
export const accountEntities = [Account, ExternalIdentity, SignInFailure] as const;
