import { ClientEntity } from '@postern/clients';
import { OrganizationEntity } from '@postern/organizations';
import { SignInMethodEntity } from './sign-in-method.entity.js';
import { SignInPlacementEntity } from './sign-in-placement.entity.js';

/** Tables of this library, and those of their owners. */
export const signInMethodEntities: readonly (new () => object)[] = [
  SignInMethodEntity,
  SignInPlacementEntity,
  ClientEntity,
  OrganizationEntity,
];
