import { setTimeout as sleep } from 'node:timers/promises';
import { signInByCertificate } from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import { claimsOf, demoParty, findUser, openBrowser } from '../support/people.js';

interface LoadReport {
  /** Sign-ins that named the right person. */
  readonly succeeded: number;
  /** Failures of first tries. */
  readonly retried: readonly string[];
  /** Failures of second tries. */
  readonly lost: readonly string[];
}

export interface Load {
  readonly report: LoadReport;
  /** Resolves once this many sign-ins have ended. */
  reached(count: number): Promise<void>;
  stop(): Promise<LoadReport>;
}

/** Alice signs in again and again, in some browsers at once, until told to stop. Whoever fails tries once more. */
export const startLoad = (postern: PosternConfig, { width = 6 } = {}): Load => {
  const party = demoParty(postern);
  const { certificate } = findUser(postern, 'alice');
  const report = { succeeded: 0, retried: [] as string[], lost: [] as string[] };
  let stopped = false;

  const signIn = async () => {
    const { id_token: idToken } = await signInByCertificate(openBrowser(postern, certificate), party);
    if (claimsOf(idToken)['preferred_username'] !== 'alice') throw new Error('somebody else');
    report.succeeded += 1;
  };
  const messageOf = (error: unknown) => String(error instanceof Error ? error.message : error).slice(0, 200);
  const worker = async () => {
    while (!stopped) {
      try {
        await signIn();
      } catch (error) {
        report.retried.push(messageOf(error));
        await sleep(250);
        await signIn().catch((again: unknown) => report.lost.push(messageOf(again)));
      }
    }
  };
  const workers = Array.from({ length: width }, worker);
  return {
    report,
    reached: async (count) => {
      const target = report.succeeded + count;
      while (report.succeeded < target) await sleep(10);
    },
    stop: async () => {
      stopped = true;
      await Promise.all(workers);
      return report;
    },
  };
};
