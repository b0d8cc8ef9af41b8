import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '@postern/audit';
import { TokenExchanges } from '@postern/oidc';

/** Puts it into the event log when an application acts for a person, or may not. */
@Injectable()
export class ExchangeRecord implements OnModuleInit {
  constructor(
    private readonly exchanges: TokenExchanges,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.exchanges.onExchange(({ clientId, accountId, origin, refusal, unannounced, ...details }) => {
      void this.audit.note({
        type: refusal === null ? 'token.exchanged' : 'token.exchange_refused',
        ...{ clientId, accountId, origin },
        details: {
          ...details,
          ...(refusal !== null && { reason: refusal }),
          ...(unannounced > 0 && { unrecorded: unannounced }),
        },
      });
    });
  }
}
