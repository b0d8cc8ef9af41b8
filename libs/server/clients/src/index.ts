export { ClientMetadataValidator } from './administration/client-metadata-validator.port.js';
export { ClientSeeder, type ClientSeed } from './administration/client-seeder.js';
export { clientSecretHash } from './client-secret.js';
export { Client, type ClientMetadata } from './client.entity.js';
export { ClientsModule } from './clients.module.js';
export { Clients } from './reading/clients.service.js';
export { engineMetadata, type EngineMetadata } from './reading/engine-metadata.js';
export { openIdScopes } from './scopes.js';
