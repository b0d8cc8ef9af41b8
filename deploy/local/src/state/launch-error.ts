/** Something a person can put right: `message` is one sentence, shown without a stack trace. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}

/** The start was called off (Ctrl-C, or the caller's signal). */
export class LaunchAborted extends Error {
  override readonly name = 'LaunchAborted';

  constructor() {
    super('The start was called off.');
  }
}

const systemSentences: Readonly<Record<string, (path: string) => string>> = {
  ENOSPC: (path) => `The disk is full: ${path} could not be written. Free some space and start again.`,
  EDQUOT: (path) => `The disk quota is used up: ${path} could not be written. Free some space and start again.`,
  EACCES: (path) =>
    `${path} cannot be read or written by this user. Give it back with chown, or set POSTERN_HOME to another folder.`,
  EPERM: (path) =>
    `${path} cannot be changed by this user. Give it back with chown, or set POSTERN_HOME to another folder.`,
  EROFS: (path) => `${path} lies on a read-only file system. Set POSTERN_HOME to a folder that can be written.`,
  ENOTDIR: (path) => `${path} should be a folder, but something on the way to it is a file.`,
  EMFILE: () => 'Too many files are open. Raise the limit (ulimit -n) and start again.',
  ENFILE: () => 'Too many files are open on this machine.',
};

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';

/** One sentence for anything that can be thrown on the way. */
export const sentenceOf = (error: unknown): string => {
  if (error instanceof LaunchError || error instanceof LaunchAborted) return error.message;
  if (isSystemError(error)) {
    const sentence = systemSentences[error.code ?? ''];
    if (sentence !== undefined) return sentence(error.path ?? 'a file');
  }
  return error instanceof Error ? `The start failed: ${error.message}` : `The start failed: ${String(error)}`;
};
