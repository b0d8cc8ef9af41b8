import { connect, type ConnectionOptions } from 'node:tls';
import { type LoadResult, percentile } from '../load.js';

export interface KeptTarget {
  readonly tls: ConnectionOptions;
  readonly path: string;
  readonly host: string;
}

/** Sends up to `count` requests over one kept connection, each after the answer to the one before, until the other side ends it. */
const callOver = ({ tls, path, host }: KeptTarget, count: number): Promise<number[]> =>
  new Promise((resolve, reject) => {
    const request = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const durations: number[] = [];
    let started = 0;
    let text = '';
    let isLast = false;
    const send = (): void => {
      started = performance.now();
      socket.write(request);
    };
    const socket = connect(tls, send);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\r\n\r\n');
      if (end === -1) return;
      const length = Number(/content-length: *(\d+)/i.exec(text)?.[1] ?? Number.NaN);
      if (text.length < end + 4 + length) return;
      if (!text.startsWith('HTTP/1.1 200')) {
        socket.destroy(new Error(`answered ${text.slice(0, 300)}`));
        return;
      }
      durations.push(performance.now() - started);
      isLast = durations.length === count || /connection: *close/i.test(text.slice(0, end));
      text = '';
      if (isLast) socket.end();
      else send();
    });
    socket.on('error', reject);
    socket.on('close', () =>
      isLast ? resolve(durations) : reject(new Error('the connection was closed before its time')),
    );
  });

const callAgain = async (target: KeptTarget, count: number): Promise<number[]> => {
  const durations: number[] = [];
  // Nginx ends a connection after a thousand requests.
  while (durations.length < count) durations.push(...(await callOver(target, count - durations.length)));
  return durations;
};

/** Load over kept connections, by bytes on the wire: an HTTP client would cost more than what is measured. */
export const runKeptLoad = async (target: KeptTarget, count: number, connections: number): Promise<LoadResult> => {
  const started = performance.now();
  const each = Math.ceil(count / connections);
  const all = await Promise.all(Array.from({ length: connections }, () => callAgain(target, each)));
  const seconds = (performance.now() - started) / 1000;
  const sorted = all.flat().sort((one, other) => one - other);
  const total = sorted.length;
  return { count: total, perSecond: total / seconds, p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) };
};
