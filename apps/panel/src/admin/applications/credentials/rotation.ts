import type { ClientCredential, ClientRecord } from '@postern/contracts';
import { certificateMethodOf, usedIds } from './authentication';

/** A rotation: two certificates that are both accepted until the application uses the newer one. */
export interface Rotation {
  readonly newer: ClientCredential;
  /** All credentials that the newer one replaces. */
  readonly older: readonly ClientCredential[];
}

/** For a CA-signed certificate only the name is stored, so a renewed one needs no change here. */
export const rotates = (client: ClientRecord): boolean => {
  const method = certificateMethodOf(client);
  return method === 'self_signed_tls_client_auth' || method === 'private_key_jwt';
};

/** Null if at most one credential is in use. */
export const rotationOf = (client: ClientRecord, credentials: readonly ClientCredential[]): Rotation | null => {
  const ids = usedIds(client);
  const [newer, ...older] = credentials
    .filter(({ id }) => ids.includes(id))
    .sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
  return rotates(client) && newer && older.length > 0 ? { newer, older } : null;
};
