import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '@postern/provider-kit';
import { BoundedWork } from './bounded-work.js';
import { longestPassword, normalizePassword, PasswordPolicy } from './password-policy.js';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. `algorithm` 2 is argon2id. */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * Each hash takes a core, one thread of libuv's four and 19 MiB. One core is left for everything else, so that wrong passwords slow down no
 * certificate sign-in; two threads are left for files and names. Forty that wait are about a second on one core.
 */
const bounds = { running: Math.max(1, Math.min(2, availableParallelism() - 1)), waiting: 40, patience: 10_000 };

/** argon2id on libuv's threads, which does not block the event loop. */
@Injectable()
export class Argon2PasswordHasher implements PasswordHasher {
  private readonly work = new BoundedWork(bounds);

  constructor(private readonly policy: PasswordPolicy) {}

  get shortest(): number {
    return this.policy.shortest;
  }

  /**
   * To be asked before anything is counted or written for a password that is to be hashed.
   *
   * @throws BusyError when the queue is full
   */
  assertRoom(): void {
    this.work.assertRoom();
  }

  async hash(password: string): Promise<string> {
    const normalized = normalizePassword(password);
    this.policy.assertAcceptable(normalized);
    return this.hashAnything(normalized);
  }

  async verify(passwordHash: string, password: string): Promise<boolean> {
    const fits = password.length <= longestPassword;
    const matches = await this.work.run(() => verify(passwordHash, fits ? normalizePassword(password) : ''));
    return fits && matches;
  }

  /** A hash with today's parameters when `passwordHash` was made with others; the policy for new passwords does not apply. */
  async renew(passwordHash: string, password: string): Promise<string | undefined> {
    const { algorithm, memoryCost, timeCost, parallelism } = parseOptions(passwordHash);
    const made: Record<string, number> = { algorithm, memoryCost, timeCost, parallelism };
    const current = Object.entries(parameters).every(([name, value]) => made[name] === value);
    return current ? undefined : this.hashAnything(normalizePassword(password));
  }

  private hashAnything(password: string): Promise<string> {
    return this.work.run(() => hash(password, parameters));
  }
}
