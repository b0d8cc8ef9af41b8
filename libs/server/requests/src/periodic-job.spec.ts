import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PeriodicJob } from './periodic-job.js';

class Job extends PeriodicJob {
  protected readonly interval = 1000;
  protected readonly failure = 'nothing was done';
  started = 0;
  outcome: () => Promise<void> = async () => undefined;

  protected work(): Promise<void> {
    this.started += 1;
    return this.outcome();
  }
}

describe('periodic job', () => {
  let job: Job;
  beforeEach(() => {
    vi.useFakeTimers();
    job = new Job();
  });
  afterEach(async () => {
    await job.onApplicationShutdown();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('runs once per interval from bootstrap to shutdown', async () => {
    await vi.advanceTimersByTimeAsync(5000);
    expect(job.started).toBe(0);

    await job.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(3000);
    expect(job.started).toBe(3);

    await job.onApplicationShutdown();
    await vi.advanceTimersByTimeAsync(5000);
    expect(job.started).toBe(3);
  });

  it('skips starts while a run takes longer than the interval', async () => {
    let finish: () => void = () => undefined;
    job.outcome = () => new Promise((resolve) => (finish = resolve));
    await job.onApplicationBootstrap();

    await vi.advanceTimersByTimeAsync(3500);
    expect(job.started).toBe(1);

    finish();
    await vi.advanceTimersByTimeAsync(1000);
    expect(job.started).toBe(2);
    finish();
  });

  it('waits at shutdown for the run that is under way, also one that fails', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    let fail: () => void = () => undefined;
    job.outcome = () => new Promise((_resolve, reject) => (fail = () => reject(new Error('no'))));
    await job.onApplicationBootstrap();
    await vi.advanceTimersByTimeAsync(1500);
    let isStopped = false;
    const stopped = Promise.resolve(job.onApplicationShutdown()).then(() => (isStopped = true));

    await vi.advanceTimersByTimeAsync(5000);
    expect([isStopped, job.started]).toEqual([false, 1]);

    fail();
    await stopped;
    expect(warn).toHaveBeenCalledOnce();
  });

  it('logs a run that failed, and runs again', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    job.outcome = () => Promise.reject(new Error('database is away'));
    await job.onApplicationBootstrap();

    await vi.advanceTimersByTimeAsync(2000);

    expect(job.started).toBe(2);
    expect(warn.mock.calls).toEqual(Array(2).fill(['nothing was done: database is away']));
  });

  it('does not keep the process alive', async () => {
    vi.useRealTimers();
    const set = vi.spyOn(globalThis, 'setInterval');
    await job.onApplicationBootstrap();

    expect((set.mock.results[0]?.value as NodeJS.Timeout).hasRef()).toBe(false);
  });
});
