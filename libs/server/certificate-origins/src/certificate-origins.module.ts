import { Module } from '@nestjs/common';
import { AuditModule } from '@postern/audit';
import { GatewayModule } from '@postern/gateway';
import { MethodListenerController } from './check/method-listener.controller.js';
import { MethodListenerService } from './check/method-listener.service.js';
import { MethodListeners } from './serving/method-listeners.js';
import { OriginsChanges } from './serving/origins-changes.js';
import { OriginsReconciler } from './serving/origins-reconciler.js';
import { ServedOrigins } from './serving/served-origins.js';

/** Certificate origins of single sign-in methods: what Nginx is told of them, and whether it does it. Binds `CertificateOrigins`. */
@Module({
  imports: [AuditModule, GatewayModule],
  controllers: [MethodListenerController],
  providers: [MethodListenerService, MethodListeners, OriginsChanges, OriginsReconciler, ServedOrigins],
  exports: [ServedOrigins],
})
export class CertificateOriginsModule {}
