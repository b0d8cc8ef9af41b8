import type { AuditedChange } from '@postern/audit';
import type { Actor } from '@postern/management';
import type { EntityManager } from 'typeorm';

/** Port: sign-in methods that an organization owns. They implement it; bound by the composition root. */
export abstract class MethodsOfOrganization {
  /** Keeps others from changing methods until the transaction ends. Comes before locks of organizations, as in changes of methods. */
  abstract hold(transaction: EntityManager): Promise<void>;
  /**
   * Deletes them with their identifiers, records it, and ends the sessions that came through them.
   *
   * @returns notifies the applications; to be called after the transaction
   */
  abstract delete(organizationId: string, actor: Actor, change: AuditedChange): Promise<() => void>;
}
