import { LaunchAborted } from '../state/launch-error.js';
import { createProgress, type Progress, silentProgress } from './progress.js';
import type { StartOptions } from './start-options.js';

/** One start under way: shows its steps and ends them when the start is called off. */
export class Launch {
  readonly progress: Progress;
  readonly signal: AbortSignal;

  constructor({ quiet = false, progress, signal }: StartOptions) {
    this.progress = quiet ? silentProgress : (progress ?? createProgress(process.stdout));
    this.signal = signal ?? new AbortController().signal;
  }

  step<T>(name: string, work: (rename: (name: string) => void) => Promise<T> | T): Promise<T> {
    return this.progress.step(name, (rename) => this.unlessAborted(async () => work(rename)));
  }

  private async unlessAborted<T>(work: () => Promise<T>): Promise<T> {
    if (this.signal.aborted) throw new LaunchAborted();
    let onAbort: () => void = () => undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
      onAbort = () => reject(new LaunchAborted());
      this.signal.addEventListener('abort', onAbort, { once: true });
    });
    try {
      return await Promise.race([work(), aborted]);
    } finally {
      this.signal.removeEventListener('abort', onAbort);
    }
  }
}
