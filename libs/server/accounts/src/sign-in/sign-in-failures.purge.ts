import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SignInFailures } from './sign-in-failures.service.js';

const everyTenMinutes = 600_000;

/** Keeps the table of wrong passwords small; every server process may do it. */
@Injectable()
export class SignInFailuresPurge implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SignInFailuresPurge.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly failures: SignInFailures) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.purge(), everyTenMinutes);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async purge(): Promise<void> {
    try {
      await this.failures.purge();
    } catch (error) {
      this.logger.warn(`wrong passwords of the past were not deleted: ${(error as Error).message}`);
    }
  }
}
