import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { exportPkcs12, readIssued } from '@postern/dev-pki';
import { expect } from 'vitest';
import type { PemPair } from '../../support/people.js';
import { chromiumStore, type Home } from './certificate-store.js';
import { patience } from './chromium.js';
import { endProcess } from './end-process.js';

const run = (command: string, args: readonly string[], options: { readonly env?: NodeJS.ProcessEnv } = {}) =>
  promisify(execFile)(command, args, { timeout: 15_000, ...options });

const isPresent = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

/** SoftHSM: a PKCS#11 token in files. */
const module = process.env['SOFTHSM2_MODULE'] ?? '/usr/lib/softhsm/libsofthsm2.so';

/** Why this machine cannot emulate a smart card; null if it can. */
export const cardObstacle = (): string | null => {
  const absent = ['softhsm2-util', 'modutil', 'Xvfb', 'xdotool'].filter((program) => !isPresent(program));
  if (!existsSync(module)) absent.push(module);
  return absent.length === 0 ? null : `not installed: ${absent.join(', ')}`;
};

export const pin = '482913';

/** Variables that let programs find the card. */
export type CardEnvironment = Readonly<Record<'SOFTHSM2_CONF', string>>;

/**
 * Puts a card into the reader of a home: a token that holds one certificate and its key, as cards do, and no authority. Its module is in
 * the store that Chromium reads.
 */
export const insertCard = async ({ folder }: Home, label: string, { cert, key }: PemPair): Promise<CardEnvironment> => {
  const at = (name: string) => join(folder, name);
  const env = { SOFTHSM2_CONF: at('softhsm2.conf') };
  const store = `sql:${at(chromiumStore)}`;
  const options = { env: { ...process.env, ...env } };
  mkdirSync(at('tokens'));
  writeFileSync(env.SOFTHSM2_CONF, `directories.tokendir = ${at('tokens')}\nobjectstore.backend = file\n`);
  writeFileSync(at('pin'), pin);
  const issued = await readIssued(cert, key);
  writeFileSync(at('card.p12'), await exportPkcs12({ ...issued, chain: [], password: pin, friendlyName: label }));

  await run(
    'softhsm2-util',
    ['--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', '12345678'],
    options,
  );
  await run('modutil', ['-force', '-dbdir', store, '-add', 'Card', '-libfile', module], options);
  await run('pk12util', ['-i', at('card.p12'), '-d', store, '-h', label, '-k', at('pin'), '-W', pin], options);
  return env;
};

/** A virtual screen and keyboard. */
export interface Screen {
  /** Variables that let programs find it. */
  readonly env: Readonly<Record<'DISPLAY', string>>;
  /** Waits for Chromium's question for the PIN, types it and presses Enter. */
  typePin(typed: string): Promise<void>;
  /** Waits for the question and presses Escape, as often as it is asked. */
  cancelPin(): Promise<void>;
  close(): Promise<void>;
}

/** Title of Chromium's question for the PIN of a token. */
const question = 'Unlock Security Device';

export const openScreen = async (): Promise<Screen> => {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [display] = (await once(server.stdio[3] as Readable, 'data')) as [Buffer];
  const env = { DISPLAY: `:${display.toString().trim()}` };
  const xdotool = async (...args: string[]) => (await run('xdotool', args, { env: { ...process.env, ...env } })).stdout;
  const find = () =>
    xdotool('search', '--onlyvisible', '--name', question).then(
      (found) => found.trim().split('\n').at(-1) ?? '',
      () => '',
    );

  /** This screen has no window manager, so no window gets the keyboard focus by itself. */
  const focus = async () => {
    await expect.poll(find, { timeout: patience, interval: 100 }).not.toBe('');
    await xdotool('windowfocus', '--sync', await find());
  };

  return {
    env,
    typePin: async (typed) => {
      await focus();
      await xdotool('type', typed);
      await xdotool('key', 'Return');
    },
    cancelPin: async () => {
      // Chromium asks once more before it does without.
      for (let calm = 0; calm < 5; calm++) {
        if (calm === 0 || (await find()) !== '') {
          await focus();
          await xdotool('key', 'Escape');
          calm = 0;
        }
        await sleep(200);
      }
    },
    close: () => endProcess(server),
  };
};
