import type { PortOptions } from '../state/ports.js';
import type { PosternConfig } from '../installation/postern-json.js';
import type { ProcessIds } from '../processes/process-set.js';
import type { Progress } from './progress.js';

/** How to start a Postern; everything has a default. */
export interface StartOptions {
  /** State folder; `.postern` in the checkout unless told. */
  readonly home?: string;
  /** 0 means any free port. 8443, 3443, 8444 and any free one unless told. */
  readonly ports?: PortOptions;
  /** Server processes behind Nginx; 1 unless told. */
  readonly servers?: number;
  /** Further environment of the server, for example rate limits. */
  readonly serverEnv?: NodeJS.ProcessEnv;
  /** A PostgreSQL of one's own instead of the embedded one. */
  readonly databaseUrl?: string;
  /** No sample data. */
  readonly empty?: boolean;
  /** Give the administrator a new password. */
  readonly newAdminPassword?: boolean;
  /** Give the installation a new encryption key; nobody is signed out. */
  readonly newEncryptionKey?: boolean;
  /** Prints nothing. */
  readonly quiet?: boolean;
  /** Where steps are shown; standard output unless told. */
  readonly progress?: Progress;
  /** Calls the start off, or stops what has been started. */
  readonly signal?: AbortSignal;
  /** A process exited too often; everything has been stopped. */
  readonly onGiveUp?: (error: Error) => void;
}

/** A Postern that runs, and what tests and benchmarks do to it. */
export interface RunningPostern {
  /** Content of `postern.json`, with the process ids of this moment. */
  readonly config: PosternConfig;
  readonly processes: ProcessIds;
  readonly home: string;
  /** The administrator's password was made at this start. */
  readonly hasNewAdminPassword: boolean;
  /** Stops everything in order; `removeState` deletes the state folder too. */
  stop(options?: { readonly removeState?: boolean }): Promise<void>;
  /** Ends a server process at once and keeps it down until `restartServer`. */
  killServer(index?: number, signal?: NodeJS.Signals): Promise<void>;
  /** Stops (in peace, if it runs) and starts a server process, and waits until it is ready. */
  restartServer(index?: number): Promise<void>;
  /** Stops the embedded database and keeps it down until `startDatabase`. */
  stopDatabase(signal?: NodeJS.Signals): Promise<void>;
  startDatabase(): Promise<void>;
  restartDatabase(): Promise<void>;
  /** Makes Nginx read its configuration and trust anchors again. */
  reloadNginx(): Promise<void>;
}
