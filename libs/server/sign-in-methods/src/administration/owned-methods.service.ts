import { Injectable } from '@nestjs/common';
import { type AuditedChange, recordBy } from '@postern/audit';
import type { Actor } from '@postern/management';
import { MethodsOfOrganization } from '@postern/organizations';
import type { EntityManager } from 'typeorm';
import { SessionsOfMethod } from '../sessions-of-method.port.js';
import { SignInMethodEntity } from '../sign-in-method.entity.js';
import { lockMethods } from './method-store.js';

/** What becomes of methods when their organization is deleted. The composition root binds it as `MethodsOfOrganization`. */
@Injectable()
export class OwnedMethods extends MethodsOfOrganization {
  constructor(private readonly sessions: SessionsOfMethod) {
    super();
  }

  override hold(transaction: EntityManager): Promise<void> {
    return lockMethods(transaction);
  }

  override async delete(organizationId: string, actor: Actor, { manager, record }: AuditedChange): Promise<() => void> {
    const announcements: (() => void)[] = [];
    for (const { id, name, type } of await manager.findBy(SignInMethodEntity, { organizationId })) {
      announcements.push(await this.sessions.endByMethod(id, null, manager));
      await manager.delete(SignInMethodEntity, { id });
      const details = { name, type, because: 'the organization was deleted' };
      await record(recordBy(actor, { type: 'sign_in_method.deleted', methodId: id, organizationId, details }));
    }
    return () => {
      for (const announce of announcements) announce();
    };
  }
}
