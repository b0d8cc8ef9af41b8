import { Injectable } from '@nestjs/common';
import { PeriodicJob } from '@postern/requests';
import { SignInFailures } from './sign-in-failures.service.js';

/** Purges the table of wrong passwords, in every server process. */
@Injectable()
export class SignInFailuresPurge extends PeriodicJob {
  protected readonly interval = 600_000;
  protected readonly failure = 'wrong passwords of the past were not deleted';

  constructor(private readonly failures: SignInFailures) {
    super();
  }

  protected work(): Promise<unknown> {
    return this.failures.purge();
  }
}
