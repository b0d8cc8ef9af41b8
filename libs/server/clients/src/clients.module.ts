import { Module } from '@nestjs/common';
import { AuditModule } from '@postern/audit';
import { Clients } from './clients.service.js';

/** Applications and their administration. Needs, bound globally by others: `AccessTokens`, `ClientMetadataValidator`. */
@Module({ imports: [AuditModule], providers: [Clients], exports: [Clients] })
export class ClientsModule {}
