import { Injectable } from '@nestjs/common';
import type { RequestOrigin } from '@postern/requests';

/** Somebody signed out of a browser, of their own accord. */
export interface SignOut {
  readonly accountId: string;
  /** The application that asked for it. */
  readonly clientId: string | null;
  readonly origin: RequestOrigin;
}

type Listener = (signOut: SignOut) => void;

/** Tells whoever keeps a record that people signed out; the engine's own feature must not know the event log. */
@Injectable()
export class SignOuts {
  private readonly listeners = new Set<Listener>();

  onSignOut(listener: Listener): void {
    this.listeners.add(listener);
  }

  announce(signOut: SignOut): void {
    for (const listener of this.listeners) listener(signOut);
  }
}
