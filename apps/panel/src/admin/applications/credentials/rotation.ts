import type { ClientCredential, ClientRecord } from '@postern/contracts';
import { certificateMethodOf, usedIds } from './authentication';

/** What replaces what: two certificates that overlap until the application has the newer one. */
export interface Rotation {
  readonly newer: ClientCredential;
  /** All that the newer one replaces. */
  readonly older: readonly ClientCredential[];
}

/** Of a CA-signed certificate only the name is kept, so that a renewed one needs nothing here. */
export const rotates = (client: ClientRecord): boolean => {
  const method = certificateMethodOf(client);
  return method === 'self_signed_tls_client_auth' || method === 'private_key_jwt';
};

/** Null when there is one credential in use, or none. */
export const rotationOf = (client: ClientRecord, credentials: readonly ClientCredential[]): Rotation | null => {
  const ids = usedIds(client);
  const [newer, ...older] = credentials
    .filter(({ id }) => ids.includes(id))
    .sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
  return rotates(client) && newer && older.length > 0 ? { newer, older } : null;
};
