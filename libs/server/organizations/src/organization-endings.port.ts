import type { EntityManager } from 'typeorm';

export interface EndedSignIns {
  /** Tells the applications; to be called once the transaction is over. Returns at once. */
  announce(): void;
}

/** Sign-ins for an organization, and at its applications. The protocol engine stores them. Consents stay. */
export abstract class OrganizationEndings {
  /**
   * Ends, as part of `transaction`, all that its applications hold, all that others got for it, and what came of either in an exchange: it is
   * suspended or deleted.
   */
  abstract ofOrganization(transaction: EntityManager, organizationId: string): Promise<EndedSignIns>;

  /** The same for one person, who has left it. */
  abstract ofMember(transaction: EntityManager, organizationId: string, accountId: string): Promise<EndedSignIns>;
}
