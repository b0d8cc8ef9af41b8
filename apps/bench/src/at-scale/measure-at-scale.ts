import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCrl, manyEntries, readIssued } from '@postern/dev-pki';
import { type PosternConfig, startPostern } from '@postern/local';
import { linkManyIdentifiers } from '../many-identifiers.js';
import { openManagement } from '../management.js';
import { measure, type Measurement, type Target } from '../measure.js';
import { posternTarget } from '../targets.js';
import { unlimited } from '../unlimited.js';

export interface AtScaleOptions {
  readonly identifiers: number;
  /** Entries of the revocation list. */
  readonly entries: number;
  readonly warmUp: number;
  /** Sign-ins per measurement. */
  readonly count: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

export interface AtScale extends Pick<AtScaleOptions, 'identifiers' | 'entries' | 'count' | 'rounds'> {
  readonly small: Measurement;
  readonly large: Measurement;
  /** CPU of a sign-in at the large one by that at the small one: the middle one of the rounds. */
  readonly ratio: number;
}

const concurrency = 4;
const few = 10;

type Running = Awaited<ReturnType<typeof startPostern>>;

const start = (home: string): Promise<Running> => {
  const ports = { public: 0, mtls: 0, clients: 0, gateway: 0, demo: 0, database: 0 };
  return startPostern({ home, ports, quiet: true, serverEnv: unlimited });
};

/** The sample people's own certificates, whose issuer is checked. */
const targetOf = (config: PosternConfig): Target => {
  const read = (path: string): string => readFileSync(path, 'utf8');
  const [alice] = config.users;
  const { cert, key } = alice!.certificate;
  return posternTarget(config, [{ cert: read(cert), key: read(key) }]);
};

/** The CA that issued the sample certificates. */
const issuerOf = ({ usersCa: { issuing } }: PosternConfig) =>
  readIssued(readFileSync(issuing, 'utf8'), readFileSync(issuing.replace(/\.pem$/, '.key'), 'utf8'));

/** Changes how revocation is checked for the sample CA. */
const checkRevocation = async (config: PosternConfig, settings: object): Promise<void> => {
  const manage = await openManagement(config, 'revocation');
  const sha256 = createHash('sha256')
    .update((await issuerOf(config)).der)
    .digest('hex');
  const authorities = await manage<
    readonly { readonly id: string; readonly certificate: { readonly sha256: string } }[]
  >('GET', '/authorities');
  const found = authorities.find(({ certificate }) => certificate.sha256 === sha256);
  await manage('PATCH', `/authorities/${found?.id}`, settings);
};

/** Has the server fetch a list of that many entries. */
const useLargeList = async (config: PosternConfig, entries: number): Promise<void> => {
  const { der } = await createCrl(await issuerOf(config), { entries: manyEntries(entries).entries });
  const lists = createServer((_, response) => response.end(der));
  await new Promise<void>((resolve) => lists.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(lists.address() as AddressInfo).port}/people.crl`;
  try {
    await checkRevocation(config, { source: 'address', address, insideNetwork: true });
  } finally {
    lists.closeAllConnections();
    lists.close();
  }
};

/**
 * Two installations side by side: one with ten identifiers and no list, one with many of both. Measured in turn, so that a machine that
 * becomes slower or faster meanwhile does so for both.
 */
export const measureAtScale = async (homes: readonly [string, string], options: AtScaleOptions): Promise<AtScale> => {
  const { identifiers, entries, warmUp, count, rounds, say } = options;
  const [smallHome, largeHome] = homes;
  const small = await start(smallHome);
  let large: Running | undefined;
  try {
    large = await start(largeHome);
    say(`linking ${identifiers} identifiers, and fetching a list of ${entries} entries`);
    await linkManyIdentifiers(small.config.database.url, few);
    await linkManyIdentifiers(large.config.database.url, identifiers);
    await checkRevocation(small.config, { source: 'none' });
    await useLargeList(large.config, entries);
    const [atTen, atMany] = [targetOf(small.config), targetOf(large.config)];
    say('warming up');
    await measure(atTen, warmUp, concurrency);
    await measure(atMany, warmUp, concurrency);
    const pairs: { readonly small: Measurement; readonly large: Measurement; readonly ratio: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      say(`round ${round + 1} of ${rounds}`);
      const atSmall = await measure(atTen, count, concurrency);
      const atLarge = await measure(atMany, count, concurrency);
      pairs.push({ small: atSmall, large: atLarge, ratio: atLarge.cpuTotal / atSmall.cpuTotal });
    }
    const middle = pairs.toSorted((one, other) => one.ratio - other.ratio)[Math.floor(rounds / 2)]!;
    return { ...middle, identifiers, entries, count, rounds };
  } finally {
    await small.stop({ removeState: true });
    await large?.stop({ removeState: true });
  }
};
