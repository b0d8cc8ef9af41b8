import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { NotFoundError } from '@postern/errors';
import { cameOverCertificateSocket } from '@postern/requests';
import type { FastifyRequest } from 'fastify';

/**
 * On every other socket the certificate endpoint does not exist, and nowhere for anything but GET: Fastify would answer HEAD by
 * the same handler and use the ticket up.
 */
@Injectable()
export class CertificateListenerGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { raw, method } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!cameOverCertificateSocket(raw) || method !== 'GET') throw new NotFoundError('request.not_found');
    return true;
  }
}
