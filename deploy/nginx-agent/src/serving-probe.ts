import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentOptions } from './agent-options.js';

type Listener = NonNullable<AgentOptions['listener']>;

/** Number of the generation that Nginx serves, by asking it over a new connection; undefined when it does not answer. */
export const servedGeneration = ({ host, port }: Listener): Promise<number | undefined> =>
  new Promise((resolve) => {
    // A number that is no secret and opens nothing: whose certificate the listener has makes no difference here.
    const options = {
      host,
      port,
      path: '/.postern/generation',
      agent: false,
      timeout: 3000,
      rejectUnauthorized: false,
      // No name: that of another server block could be in the way.
      servername: '',
    };
    const sent = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(/^\d+$/.test(text) ? Number(text) : undefined));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(undefined));
    sent.end();
  });

/** After a reload, workers of before go on accepting for 100 ms; several answers in a row mean that they are gone. */
const inARow = 3;
const pause = 50;

/**
 * Whether Nginx serves this generation. Right after a reload a worker of before may still answer, so another answer is asked for
 * again.
 */
export const servesGeneration = async (listener: Listener, generation: number): Promise<boolean> => {
  for (let tries = 0; tries < 5; tries += 1) {
    if ((await servedGeneration(listener)) === generation) return true;
    await sleep(pause);
  }
  return false;
};

/** Waits until new connections meet this generation and no other. */
export const waitUntilServed = async (
  listener: Listener,
  generation: number,
  milliseconds: number,
): Promise<boolean> => {
  const deadline = performance.now() + milliseconds;
  for (let right = 0; performance.now() < deadline;) {
    right = (await servedGeneration(listener)) === generation ? right + 1 : 0;
    if (right === inARow) return true;
    await sleep(right === 0 ? 10 : pause);
  }
  return false;
};
