import { Client } from './client.entity.js';
import { ClientCredentialEntity } from './credentials/client-credential.entity.js';
import { CredentialUse } from './credentials/credential-use.entity.js';

/** Tables of this library. */
export const clientEntities = [Client, ClientCredentialEntity, CredentialUse] as const;
