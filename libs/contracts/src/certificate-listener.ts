/** What a check of a certificate listener looks at, in the order in which it says so. */
export const listenerChecks = [
  'reachable',
  'certificate',
  'versions',
  'asks',
  'names',
  'size',
  'fresh',
  'http2',
  'resumption',
] as const;
export type ListenerCheckName = (typeof listenerChecks)[number];

export const listenerOutcomes = ['ok', 'warning', 'failed', 'unknown'] as const;
export type ListenerOutcome = (typeof listenerOutcomes)[number];

/**
 * Whether the origin of a sign-in method is in effect. `shared`: the method has none. `served`: Nginx serves it as it should. `waiting`:
 * it soon will. `refused`: Nginx refused the last change, and goes on with the one before. `away`: the agent beside Nginx does not answer.
 * `unmanaged`: there is no agent, so Nginx has to be told by hand.
 */
export const listenerStates = ['shared', 'served', 'waiting', 'refused', 'away', 'unmanaged'] as const;
export type ListenerState = (typeof listenerStates)[number];

/** Answer of `GET /api/v2/sign-in-methods/{id}/listener`. */
export interface MethodListenerStatus {
  readonly state: ListenerState;
  /** Where people are led to now. */
  readonly origin: string;
  /** The origin that the settings ask for, where it is another one. */
  readonly wanted: string | null;
  /** Since when it is so, for `refused` and `away`. */
  readonly since: string | null;
  /** Why, in Nginx's or the system's own words. */
  readonly reason: string | null;
  /** For `unmanaged`: what to put into Nginx's configuration, by file. */
  readonly files: Readonly<Record<string, string>> | null;
}

/** Names of CAs in a handshake (RFC 8446 §4.2.4), as RFC 4514 text, beside those of the method. */
export interface ListenerNames {
  readonly sent: readonly string[];
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  /** All of them together in the handshake. */
  readonly octets: number;
}

/** Answer of `POST /api/v2/sign-in-methods/{id}/listener/check`: what the listener really did just now. */
export interface ListenerReport {
  readonly origin: string;
  readonly checkedAt: string;
  readonly checks: readonly {
    readonly name: ListenerCheckName;
    readonly outcome: ListenerOutcome;
    /** In English, for administrators; null where the outcome says it all. */
    readonly detail: string | null;
  }[];
  /** Null when they could not be read. */
  readonly names: ListenerNames | null;
}
