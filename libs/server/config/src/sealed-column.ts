import { ConfigurationError } from './read-config.js';

/** A column of secrets sealed by `KeyEncryption`: what has to be encrypted anew when the key changes. */
export interface SealedColumn {
  /** What one row holds, such as `signing key`. */
  readonly holds: string;
  readonly table: string;
  /** Its primary key, a text: the context that each secret is sealed with. */
  readonly id: string;
  readonly column: string;
  /** Names the key it is sealed under. */
  readonly purpose: string;
}

/** @param what opens with none of the keys: `signing keys 4f…, 5a…` */
export const noKeyOpens = (what: string): ConfigurationError =>
  new ConfigurationError([
    `POSTERN_ENCRYPTION_KEY: must be set, or POSTERN_ENCRYPTION_KEY_PREVIOUS, to the key that was in use when what is stored was encrypted: none that is set opens ${what}. See docs/security.md.`,
  ]);
