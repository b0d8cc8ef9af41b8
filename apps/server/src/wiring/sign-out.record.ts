import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '@postern/audit';
import { SignOuts } from '@postern/oidc';

/** Puts every sign-out into the event log. */
@Injectable()
export class SignOutRecord implements OnModuleInit {
  constructor(
    private readonly signOuts: SignOuts,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.signOuts.onSignOut((signOut) => void this.audit.note({ type: 'sign_out', ...signOut }));
  }
}
