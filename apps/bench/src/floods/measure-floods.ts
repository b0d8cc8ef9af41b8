import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HttpBrowser, signInByCertificate } from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import { residentMemory } from '../cpu-clock.js';
import { percentile } from '../load.js';
import { type FloodCounts, type FloodJob, type FloodPlan, floodPlans } from './flood.js';

export interface FloodFigures {
  readonly plan: FloodPlan;
  readonly answers: FloodCounts;
  /** Sign-ins of others during the flood, and those that failed. */
  readonly signIns: number;
  readonly failed: number;
  /** Milliseconds. */
  readonly quietP50: number;
  /** Milliseconds. */
  readonly floodedP50: number;
  /** Milliseconds. */
  readonly floodedWorst: number;
  /** Megabytes resident before, and at most during the flood. */
  readonly quietMemory: number;
  readonly floodedMemory: number;
}

const flooder = fileURLToPath(new URL('flooder.js', import.meta.url));
const quietSignIns = 40;

const flood = (job: FloodJob): Promise<FloodCounts> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [flooder], { stdio: ['pipe', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(text) as FloodCounts) : reject(new Error(`the flood ended with ${code}`)),
    );
    child.stdin.end(JSON.stringify(job));
  });

/**
 * Floods a Postern with its limits as they are delivered, one kind after the other, while others sign in by certificate one at a time, each
 * from an address of its own.
 *
 * @param seconds how long each flood lasts
 */
export const measureFloods = async (
  config: PosternConfig,
  seconds: number,
  say: (line: string) => void,
): Promise<readonly FloodFigures[]> => {
  const { origins, issuer, users, demoClient, processes } = config;
  const ca = readFileSync(config.ca, 'utf8');
  const party = {
    issuer,
    clientId: demoClient?.client_id ?? '',
    clientSecret: demoClient?.client_secret ?? '',
    redirectUri: demoClient?.redirect_uri ?? '',
  };
  const files = users.find(({ username }) => username === 'alice')?.certificate;
  if (files === undefined) throw new Error('floods need the sample users');
  const certificate = { cert: readFileSync(files.cert, 'utf8'), key: readFileSync(files.key, 'utf8') };

  let person = 0;
  /** Milliseconds; undefined when it failed. */
  const signIn = async (): Promise<number | undefined> => {
    person += 1;
    const from = `127.0.${10 + Math.floor(person / 250)}.${1 + (person % 250)}`;
    const browser = new HttpBrowser({ ca, certificate, certificateOrigin: origins.mtls, from });
    const started = performance.now();
    try {
      await signInByCertificate(browser, party);
      return performance.now() - started;
    } catch {
      return undefined;
    } finally {
      browser.close();
    }
  };
  const memory = (): number => residentMemory(processes.server ?? 0);
  const sorted = (times: readonly (number | undefined)[]): number[] =>
    times.filter((time) => time !== undefined).sort((a, b) => a - b);

  for (let index = 0; index < 300; index += 1) await signIn();

  const figures: FloodFigures[] = [];
  for (const [index, plan] of floodPlans.entries()) {
    say(`flood: ${plan.says}`);
    const quiet: (number | undefined)[] = [];
    while (quiet.length < quietSignIns) quiet.push(await signIn());
    const quietMemory = memory();
    let floodedMemory = quietMemory;
    const watch = setInterval(() => (floodedMemory = Math.max(floodedMemory, memory())), 100);
    let over = false;
    const { clientId, redirectUri } = party;
    const job = { ...plan, issuer, ca, clientId, redirectUri, seconds, network: 100 + index };
    const flooding = flood(job).finally(() => (over = true));
    // The flood's own process needs a moment to start.
    await pause(1000);
    const during: (number | undefined)[] = [];
    while (!over) during.push(await signIn());
    const answers = await flooding;
    clearInterval(watch);
    const times = sorted(during);
    figures.push({
      plan,
      answers,
      signIns: during.length,
      failed: during.length - times.length,
      quietP50: percentile(sorted(quiet), 0.5),
      floodedP50: percentile(times, 0.5),
      floodedWorst: times.at(-1) ?? 0,
      quietMemory,
      floodedMemory,
    });
  }
  return figures;
};
