import { randomBytes } from 'node:crypto';
import type { Identifier, SignInMethodInput, SignInMethodRecord, UserRecord } from '@postern/contracts';
import type { Management } from './management.js';
import { ownPasswords } from './own-passwords.js';
import type { PemPair } from './people.js';

/** An account created for one test. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly password: string;
}

/** A new account with a password of its own; its username begins with `name`. */
export const createPerson = async (admin: Management, name: string): Promise<Person> => {
  const username = `${name.toLowerCase()}-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(12).toString('base64url');
  const { id } = await admin.post<UserRecord>('/users', { username, name: `${name} ${username}`, password });
  await ownPasswords(admin.postern, username);
  return { id, username, name: `${name} ${username}`, password };
};

/** The sample method. */
export const mtlsMethod = async (admin: Management): Promise<SignInMethodRecord> => {
  const methods = await admin.get<SignInMethodRecord[]>('/sign-in-methods');
  const found = methods.find(({ type, name }) => type === 'mtls' && name === 'mTLS');
  if (found === undefined) throw new Error('the sample method is gone');
  return found;
};

/** Links a certificate before its owner ever used it, as administrators do. */
export const provisionCertificate = (admin: Management, methodId: string, { id }: Person, { cert }: PemPair) =>
  admin.post<Identifier>(`/users/${id}/identifiers`, { methodId, certificate: cert });

/** Only a built-in method has no name of its own. */
export type CreatedMethod = SignInMethodRecord & { readonly name: string };

/** Another mTLS method with the trust anchors of the sample one. The caller deletes it. */
export const createMtlsMethod = async (
  admin: Management,
  input: Partial<SignInMethodInput> = {},
): Promise<CreatedMethod> => {
  const { params } = await mtlsMethod(admin);
  const name = `Second ${randomBytes(4).toString('hex')}`;
  return admin.post('/sign-in-methods', {
    type: 'mtls',
    name,
    public: true,
    enabled: true,
    position: 50,
    params,
    ...input,
  });
};
