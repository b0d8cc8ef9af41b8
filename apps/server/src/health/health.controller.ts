import { Controller, Get, Header, HttpStatus, Res } from '@nestjs/common';
import { Public } from '@postern/requests';
import type { FastifyReply } from 'fastify';
import { Readiness, type ReadinessReport } from './readiness.js';

@Controller('health')
@Public('orchestrators and load balancers have no credentials; nothing but up or down is told')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Liveness: the process runs and responds. */
  @Get('live')
  @Header('cache-control', 'no-store')
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  /** Readiness: database, signing keys and trust store are available; 503 otherwise. */
  @Get('ready')
  @Header('cache-control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    const report = await this.readiness.report();
    if (!report.ready) reply.status(HttpStatus.SERVICE_UNAVAILABLE).header('retry-after', '2');
    return report;
  }
}
