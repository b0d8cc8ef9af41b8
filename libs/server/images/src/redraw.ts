import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import type { RawPixels } from './bmp.js';
import { type Picture, type PictureShape, TooManyPicturesError } from './picture-shape.js';

/** What the process is told besides the bytes. */
export interface RedrawJob {
  readonly kind: 'png' | 'jpeg' | 'webp' | 'svg' | 'bmp';
  readonly raw?: Omit<RawPixels, 'data'>;
  readonly shape: Pick<PictureShape, 'width' | 'height' | 'lossless'>;
}

/** Milliseconds for one picture. */
const patience = 10_000;

const file = new URL(import.meta.url.endsWith('.ts') ? './redraw-process.ts' : './redraw-process.js', import.meta.url);

/** Pictures that wait, each with the bytes that were sent. */
const mostWaiting = 16;
/** Seconds after which somebody who was refused may try again. */
const comeBackIn = 10;

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/**
 * Draws a picture anew in a process of its own, one at a time. The library that reads it is not written in a language that
 * prevents wild writes, and a drawing can take hours: the process has no keys, no database and no environment, and is ended when it takes
 * too long.
 *
 * @throws Error with one line that says what is wrong with the picture; TooManyPicturesError where too many wait already
 */
export const redraw = async (bytes: Buffer, job: RedrawJob): Promise<Picture> => {
  if (waiting >= mostWaiting) throw new TooManyPicturesError(comeBackIn);
  waiting += 1;
  const next = last.then(() => run(bytes, job));
  last = next.catch(() => undefined);
  return next.finally(() => (waiting -= 1));
};

const run = async (bytes: Buffer, job: RedrawJob): Promise<Picture> => {
  const child = spawn(process.execPath, ['--max-old-space-size=256', file.pathname, JSON.stringify(job)], {
    env: {},
    cwd: '/',
    stdio: 'pipe',
    timeout: patience,
    killSignal: 'SIGKILL',
  });
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(bytes);
  const ended = new Promise<boolean>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
  const [isDone, out, refusal] = await Promise.all([ended, buffer(child.stdout), text(child.stderr)]);
  if (!isDone) throw new Error(child.killed || refusal === '' ? 'drawing it takes too much' : lastLine(refusal));
  const end = out.indexOf('\n');
  const size = JSON.parse(out.subarray(0, end).toString()) as Pick<Picture, 'width' | 'height'>;
  return { bytes: out.subarray(end + 1), type: 'image/webp', ...size };
};

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';
