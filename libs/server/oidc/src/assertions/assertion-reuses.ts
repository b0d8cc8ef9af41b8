import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '@postern/requests';
import { Sampling } from '../sampling.js';

/** An application proved itself by an assertion that it had sent before, as its settings allow. */
export interface AssertionReuse {
  readonly clientId: string;
  readonly origin: RequestOrigin;
  /** Others of the same application since the last one that was announced. */
  readonly unannounced: number;
}

type Listener = (reuse: AssertionReuse) => void;

/** Tells whoever keeps a record that assertions are used again: of each application a sample. */
@Injectable()
export class AssertionReuses {
  private readonly listeners = new Set<Listener>();
  private readonly sampling = new Sampling();

  onReuse(listener: Listener): void {
    this.listeners.add(listener);
  }

  announce(reuse: Omit<AssertionReuse, 'unannounced'>): void {
    const unannounced = this.sampling.admit(reuse.clientId);
    if (unannounced === undefined) return;
    for (const listener of this.listeners) listener({ ...reuse, unannounced });
  }
}
