export { ClientMetadataValidator } from './client-metadata-validator.port.js';
export { Client, type ClientMetadata } from './client.entity.js';
export { ClientsModule } from './clients.module.js';
export { Clients } from './clients.service.js';
export { engineMetadata } from './engine-metadata.js';
