import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ListenerReport, MethodListenerStatus, SignInMethodRecord } from '@postern/contracts';
import { type Authority, createAuthority, issueCertificate, type Issued } from '@postern/dev-pki';
import { createPerson, type Person, provisionCertificate } from './accounts.js';
import { pairOf } from './issuing.js';
import type { Management } from './management.js';

/** A method with a CA and an origin of its own, and a person with a certificate of that CA. */
export interface Tenant {
  readonly method: SignInMethodRecord;
  /** First label of the origin. */
  readonly name: string;
  readonly origin: string;
  readonly authority: Authority;
  readonly person: Person;
  readonly card: Issued;
}

export const listenerOf = (admin: Management, { id }: Pick<SignInMethodRecord, 'id'>) =>
  admin.get<MethodListenerStatus>(`/sign-in-methods/${id}/listener`);
export const checkOf = (admin: Management, { id }: Pick<SignInMethodRecord, 'id'>) =>
  admin.post<ListenerReport>(`/sign-in-methods/${id}/listener/check`);

/** Waits until Nginx serves what the settings of the method ask for. */
export const untilServed = async (admin: Management, method: SignInMethodRecord): Promise<void> => {
  const end = Date.now() + 30_000;
  for (
    let status = await listenerOf(admin, method);
    status.state !== 'served';
    status = await listenerOf(admin, method)
  ) {
    if (Date.now() > end) throw new Error(`the origin is not served: ${JSON.stringify(status)}`);
    await sleep(100);
  }
};

/** @param cardName common name of the certificate's holder */
export const createTenant = async (admin: Management, label: string, cardName?: string): Promise<Tenant> => {
  const name = `${label}-${randomBytes(3).toString('hex')}`;
  const authority = await createAuthority({ subject: `CN=${label} people ${name}` });
  const method = await admin.post<SignInMethodRecord>('/sign-in-methods', {
    ...{ type: 'mtls', name: `Card of ${name}`, public: true, enabled: true, position: 60 },
    params: { trustAnchors: [authority.pem], hostName: name },
  });
  const person = await createPerson(admin, label);
  const card = await issueCertificate(authority, { subject: `CN=${cardName ?? person.name}` });
  await provisionCertificate(admin, method.id, person, pairOf(card));
  await untilServed(admin, method);
  const origin = admin.postern.origins.mtlsFresh.replace('{attempt}', name);
  return { method, name, origin, authority, person, card };
};

export const removeTenant = async (admin: Management, { method }: Tenant): Promise<void> => {
  await admin.delete(`/sign-in-methods/${method.id}`);
};
