import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const rotateAbove = 5 * 1024 * 1024;
const tailBytes = 4096;
const widest = 240;

/** Puts a log that has grown large aside; one old file is kept. */
export const rotateLog = (path: string): void => {
  if (existsSync(path) && statSync(path).size > rotateAbove) renameSync(path, `${path}.1`);
};

/** Where one child's output goes: a file, so that a child that outlives the launcher never meets a closed pipe. */
export class ChildLog {
  /** Size of the file when the current run began. */
  private start = 0;

  constructor(readonly path: string) {}

  /** Opens the file for a new run; the caller closes the descriptor after the spawn. */
  open(): number {
    rotateLog(this.path);
    const descriptor = openSync(this.path, 'a', 0o600);
    this.start = statSync(this.path).size;
    return descriptor;
  }

  /** The last lines that the current run wrote, indented. */
  tail(lines = 8): string {
    const descriptor = openSync(this.path, 'r');
    try {
      const end = statSync(this.path).size;
      const from = Math.max(this.start, end - tailBytes);
      const buffer = Buffer.alloc(Math.max(0, end - from));
      readSync(descriptor, buffer, 0, buffer.length, from);
      const text = buffer.toString('utf8').trimEnd();
      if (text === '') return '    (it wrote nothing)';
      return text
        .split('\n')
        .slice(-lines)
        .map((line) => `    ${line.length > widest ? `${line.slice(0, widest)}…` : line}`)
        .join('\n');
    } finally {
      closeSync(descriptor);
    }
  }
}
