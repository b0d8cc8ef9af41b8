import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchAborted, LaunchError } from '../state/launch-error.js';
import { ChildLog } from './child-log.js';
import { endGroup, endProcess } from './end-process.js';
import type { ProcessTable } from './process-table.js';

export interface ProcessDescription {
  /** As people read it at the beginning of a sentence: `The server`, `Nginx`. */
  readonly label: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly log: string;
  /** Run as somebody else; only for root. */
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly stopSignal: NodeJS.Signals;
  /** Milliseconds it may take to stop in peace. */
  readonly stopTimeout: number;
  /** Resolves when the process does its work; called at every start, given up when `signal` fires. */
  readonly ready: (signal: AbortSignal) => Promise<void>;
  /** Before every start: what a killed predecessor left behind. */
  readonly prepare?: () => Promise<void>;
}

export interface SupervisorHooks {
  readonly table: ProcessTable;
  /** One or more lines for a person. */
  readonly report: (text: string) => void;
  /** The process has another id now, or none. */
  readonly changed: () => void;
  /** Everything is being stopped: nothing may be started any more. */
  readonly isClosing: () => boolean;
  /** It died more often than it may. */
  readonly gaveUp: (error: LaunchError) => void;
}

const restartsAllowed = 5;
const restartWindow = 60_000;

/** A child process that is restarted, a limited number of times, when it exits unexpectedly. */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  private wanted = false;
  private deaths: readonly number[] = [];
  private readonly log: ChildLog;

  constructor(
    readonly description: ProcessDescription,
    private readonly hooks: SupervisorHooks,
  ) {
    this.log = new ChildLog(description.log);
  }

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** Starts it and waits until it is ready; throws with the tail of its log when it ends instead. */
  async start(): Promise<void> {
    this.wanted = true;
    const child = await this.spawn();
    const watch = new AbortController();
    let onEnd: (error: LaunchError) => void = () => undefined;
    const ended = new Promise<never>((_resolve, reject) => (onEnd = reject));
    const onExit = () => onEnd(this.failure('ended while it was starting'));
    child.once('exit', onExit);
    child.once('error', ({ message }) =>
      onEnd(new LaunchError(`${this.description.label} cannot be run: ${message}.`)),
    );
    try {
      await Promise.race([this.description.ready(watch.signal), ended]);
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      child.off('exit', onExit);
      watch.abort();
    }
    child.once('exit', (code, signal) => void this.onDeath(child, signal ?? `exit code ${code}`));
    if (child.exitCode !== null || child.signalCode !== null) void this.onDeath(child, 'right after its start');
    this.hooks.changed();
  }

  /** Stops it and keeps it down. */
  async stop(): Promise<void> {
    await this.kill(this.description.stopSignal);
  }

  /** Like `stop`, with a signal of the caller's choice. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    this.wanted = false;
    const child = this.child;
    if (child?.pid === undefined) return;
    await endProcess(child.pid, signal, this.description.stopTimeout);
    await endGroup(child.pid, this.groupName());
    this.forget(child);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Sends a signal that does not end it, such as Nginx's SIGHUP. */
  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  private async spawn(): Promise<ChildProcess> {
    const { command, args, env, cwd, user, label, prepare, stopSignal } = this.description;
    await prepare?.();
    if (this.hooks.isClosing()) throw new LaunchAborted();
    const output = this.log.open();
    // A group of its own: Ctrl-C in the terminal must reach the launcher alone, which then stops things in order.
    const child = spawn(command, args, { env, cwd, ...user, detached: true, stdio: ['ignore', output, output] });
    closeSync(output);
    this.child = child;
    if (child.pid !== undefined) this.hooks.table.add(label, child.pid, stopSignal);
    return child;
  }

  private async onDeath(child: ChildProcess, how: string): Promise<void> {
    if (this.child !== child || !this.wanted) return;
    const { label } = this.description;
    if (child.pid !== undefined) await endGroup(child.pid, this.groupName());
    this.forget(child);
    const now = performance.now();
    this.deaths = [...this.deaths.filter((time) => now - time < restartWindow), now];
    if (this.deaths.length > restartsAllowed) {
      this.hooks.gaveUp(this.failure(`died ${this.deaths.length} times within a minute`));
      return;
    }
    this.hooks.report(`${label} died (${how}) and is started again. It wrote:\n${this.log.tail()}`);
    await sleep(100 * 2 ** (this.deaths.length - 1));
    if (!this.wanted) return;
    try {
      await this.start();
      this.hooks.report(`${label} is back.`);
    } catch (error) {
      this.hooks.gaveUp(error instanceof LaunchError ? error : this.failure('could not be started again'));
    }
  }

  private forget(child: ChildProcess): void {
    if (child.pid !== undefined) this.hooks.table.remove(child.pid);
    if (this.child !== child) return;
    this.child = undefined;
    this.hooks.changed();
  }

  /** Members of the group carry the name of the program. */
  private groupName(): string {
    return this.description.command.split('/').at(-1) ?? '';
  }

  private failure(what: string): LaunchError {
    const { label } = this.description;
    const tail = this.log.tail();
    if (/No space left on device|ENOSPC/.test(tail)) {
      return new LaunchError(
        `The disk is full, so ${label[0]!.toLowerCase()}${label.slice(1)} ${what}. Free some space and start again.`,
      );
    }
    return new LaunchError(`${label} ${what}. The end of ${this.log.path}:\n${tail}`);
  }
}
