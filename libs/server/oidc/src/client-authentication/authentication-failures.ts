import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '@postern/requests';
import { Sampling } from '../sampling.js';

/** An application, or somebody in its name, did not prove who it is. */
export interface AuthenticationFailure {
  /** Null where no application has the id that was given. */
  readonly clientId: string | null;
  /** Its registered method, in the names of RFC 7591 §2. */
  readonly method: string | null;
  /** Stable code, for example `assertion.replayed`. */
  readonly reason: string;
  /** The same in one English sentence, with the name, the OID or the algorithm it is about. */
  readonly sentence?: string;
  readonly origin: RequestOrigin;
  /** Failures of the same kind since the last one that was announced. */
  readonly unannounced: number;
}

/** `reason` of a token that was shown without the certificate it is bound to (RFC 8705 §3). */
export const otherCertificate = 'token.other_certificate';

type Listener = (failure: AuthenticationFailure) => void;

/** Tells whoever keeps a record; under flood a sample of each application and reason, with how many there were besides. */
@Injectable()
export class AuthenticationFailures {
  private readonly listeners = new Set<Listener>();
  private readonly sampling = new Sampling();

  onFailure(listener: Listener): void {
    this.listeners.add(listener);
  }

  announce(failure: Omit<AuthenticationFailure, 'unannounced'>): void {
    const unannounced = this.sampling.admit(`${failure.clientId ?? ''} ${failure.reason}`);
    if (unannounced === undefined) return;
    for (const listener of this.listeners) listener({ ...failure, unannounced });
  }
}
