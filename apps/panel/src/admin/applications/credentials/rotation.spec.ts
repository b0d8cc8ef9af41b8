import { describe, expect, it } from 'vitest';
import { client, credential } from '../../../testing/samples';
import { withCredentials } from './authentication';
import { rotates, rotationOf } from './rotation';

const old = { ...credential, id: 'old', created_at: '2025-01-01T00:00:00Z' };
const fresh = { ...credential, id: 'fresh', created_at: '2026-01-01T00:00:00Z' };
const spare = { ...credential, id: 'spare', created_at: '2026-02-01T00:00:00Z' };
const using = (method: Parameters<typeof withCredentials>[0], ...ids: string[]) => ({
  ...client,
  ...withCredentials(method, ids),
});

describe('a rotation (A10)', () => {
  it('is in progress while two certificates are in use, whatever else is stored', () => {
    const rotation = rotationOf(using('private_key_jwt', 'old', 'fresh'), [old, spare, fresh]);

    expect(rotation?.newer.id).toBe('fresh');
    expect(rotation?.older.map(({ id }) => id)).toEqual(['old']);
  });

  it('is complete when one is left', () => {
    expect(rotationOf(using('self_signed_tls_client_auth', 'fresh'), [old, fresh])).toBeNull();
  });

  it('is not needed if only the name in the certificate is matched (A11)', () => {
    expect(rotates(using('tls_client_auth', 'old'))).toBe(false);
    expect(rotationOf(using('tls_client_auth', 'old', 'fresh'), [old, fresh])).toBeNull();
  });
});
