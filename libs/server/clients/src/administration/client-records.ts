import type { ClientRecord } from '@postern/contracts';
import type { Client } from '../client.entity.js';
import type { ClientSettings } from './client-defaults.js';

export const settingsOf = ({ name, appType, firstParty, metadata }: Client): ClientSettings => ({
  ...metadata,
  name,
  app_type: appType,
  first_party: firstParty,
});

/** Columns that hold the settings. */
export const columnsOf = ({ name, app_type, first_party, ...metadata }: ClientSettings) => ({
  name,
  appType: app_type,
  firstParty: first_party,
  metadata,
});

export const clientRecord = (client: Client): ClientRecord => ({
  client_id: client.clientId,
  ...settingsOf(client),
  built_in: client.builtIn,
  created_at: client.createdAt.toISOString(),
  updated_at: client.updatedAt.toISOString(),
});
