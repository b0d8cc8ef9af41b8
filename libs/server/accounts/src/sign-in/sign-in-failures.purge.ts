import { Injectable } from '@nestjs/common';
import { PeriodicJob } from '@postern/requests';
import { SignInFailures } from './sign-in-failures.service.js';

/** Keeps the table of wrong passwords small; every server process may do it. */
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
