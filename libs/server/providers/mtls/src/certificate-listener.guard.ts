import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { NotFoundError } from '@postern/errors';
import { cameOverCertificateSocket } from '@postern/requests';
import type { FastifyRequest } from 'fastify';

/**
 * The certificate endpoint exists only on the certificate listener's socket and only for GET: Fastify would answer HEAD by the same
 * handler, which would consume the ticket.
 */
@Injectable()
export class CertificateListenerGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { raw, method } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!cameOverCertificateSocket(raw) || method !== 'GET') throw new NotFoundError('request.not_found');
    return true;
  }
}
