import { type AuditedChange, type AuditRecord, recordBy } from '@postern/audit';
import type { Actor } from '@postern/management';
import type { SignInMethodEntity } from '../sign-in-method.entity.js';
import { settleLists } from './own-lists.js';

type NamedMethod = Pick<SignInMethodEntity, 'id' | 'type' | 'name'>;

/** The event of a change of an application's list. */
export const placedEvent = (
  actor: Actor,
  {
    clientId,
    method,
    details,
  }: { readonly clientId: string; readonly method: NamedMethod | null; readonly details: object },
): AuditRecord => ({
  ...recordBy(actor, {
    type: 'sign_in_method.placed',
    ...(method !== null && { methodId: method.id }),
    details: { ...(method !== null && { name: method.name, type: method.type }), ...details },
  }),
  clientId,
});

/** Switches the built-in method on where a list is empty, and records it. */
export const settle = async (
  { manager, record }: AuditedChange,
  clientIds: readonly string[],
  actor: Actor,
): Promise<void> => {
  if (clientIds.length === 0) return;
  for (const { clientId, methodId } of await settleLists(manager, clientIds)) {
    const method = { id: methodId, type: 'password', name: null };
    const details = { enabled: true, because: 'the list would have been empty' };
    await record(placedEvent(actor, { clientId, method, details }));
  }
};
