import { request } from 'node:http';
import { request as requestSecurely, type RequestOptions } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProbeAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** One request on a connection of its own; `https:` when `protocol` says so, and over a Unix socket with `socketPath`. */
export const probe = (options: RequestOptions, body?: string): Promise<ProbeAnswer> =>
  new Promise((resolve, reject) => {
    const send = options.protocol === 'https:' ? requestSecurely : request;
    const sent = send({ agent: false, timeout: 10_000, ...options }, (response) => {
      let received = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => (received += text));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: received }),
      );
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer within 10 s')));
    sent.on('error', reject);
    sent.end(body);
  });

/** Asks until the answer is good; gives up after `milliseconds`, with what came last. */
export const waitForAnswer = async (
  options: RequestOptions,
  isGood: (answer: ProbeAnswer) => boolean,
  signal: AbortSignal,
  milliseconds: number,
): Promise<void> => {
  const deadline = performance.now() + milliseconds;
  let last: string;
  while (!signal.aborted) {
    try {
      const answer = await probe(options);
      if (isGood(answer)) return;
      last = `${answer.status} ${answer.body.slice(0, 300)}`;
    } catch (error) {
      last = (error as Error).message;
    }
    if (performance.now() > deadline)
      throw new Error(`not ready after ${milliseconds / 1000} s; the last answer was: ${last}`);
    await sleep(50);
  }
};
