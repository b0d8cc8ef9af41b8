export type KeyFileReason =
  /** Damaged, or a file of another kind. */
  | 'unreadable'
  /** Or damaged where it is encrypted: the two look alike. */
  | 'wrong_password'
  /** Encrypted or protected in a way that is not supported here. */
  | 'unsupported'
  /** Asks for more work than any ordinary file needs. */
  | 'too_costly';

/** Why a file cannot be opened; `message` is in English, for administrators, and says nothing of what the file holds. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';

  constructor(
    readonly reason: KeyFileReason,
    message: string,
  ) {
    super(message);
  }
}

export const unreadable = (message: string): KeyFileError => new KeyFileError('unreadable', message);
export const unsupported = (message: string): KeyFileError => new KeyFileError('unsupported', message);
