import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AuditLog } from './audit-log.js';

const everyHour = 3_600_000;

/** Forgets events in the background; every server process may do it. */
@Injectable()
export class AuditPurge implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(AuditPurge.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly log: AuditLog) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.purge(), everyHour);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async purge(): Promise<void> {
    try {
      await this.log.purge();
    } catch (error) {
      this.logger.warn(`events of the past were not deleted: ${(error as Error).message}`);
    }
  }
}
