import { randomBytes } from 'node:crypto';
import type { ListenerCheckName, ListenerNames, ListenerOutcome, ListenerReport } from '@postern/contracts';
import { lookUp, whyNeverCalled } from '@postern/requests';
import { parseName, renderName } from '@postern/x509';
import { tls11, tls12 } from './client-hello.js';
import type { Alert, ServerFlight } from './handshake-reader.js';
import { type Conversation, converse, type ProbedPlace, readFlight } from './listener-probe.js';

/** What a listener should be like. */
export interface ExpectedListener {
  readonly origin: string;
  /** With `{attempt}` for the label of a fresh host; null: there are none. */
  readonly freshOrigin: string | null;
  /** The method that has this origin for itself; null: it is the shared one. */
  readonly methodId: string | null;
  /** DER of the names that it should send. */
  readonly names: readonly Uint8Array[];
}

/** Milliseconds for all of it. */
const patience = 8000;
/** Above these, browsers and cards are known to have trouble; names of 16 kB do not fit one TLS record. */
const manyNames = { count: 60, octets: 12_000 };
const soon = 14 * 86_400_000;

type Check = ListenerReport['checks'][number];
const check = (name: ListenerCheckName, outcome: ListenerOutcome, detail: string | null = null): Check => ({
  name,
  outcome,
  detail,
});

/** Looks at a listener as a browser would, over new connections, in eight seconds at most. Only for origins of this installation. */
export const checkListener = async (expected: ExpectedListener): Promise<ListenerReport> => {
  const about = { origin: expected.origin, checkedAt: new Date().toISOString() };
  const signal = AbortSignal.timeout(patience);
  const failed = (detail: string): ListenerReport => ({
    ...about,
    checks: [check('reachable', 'failed', detail)],
    names: null,
  });
  const found = await placeOf(expected.origin, signal);
  if (typeof found === 'string') return failed(found);
  const [flight, newer, older] = await Promise.all([
    settled(readFlight(found)),
    settled(converse(found, 'TLSv1.3')),
    settled(converse(found, 'TLSv1.2')),
  ]);
  const talk = newer.value ?? older.value;
  if (talk === undefined) return failed(newer.error ?? older.error ?? '');
  const [obsolete, fresh, again] = await Promise.all([
    settled(readFlight(found, tls11)),
    freshFlight(expected, found),
    Promise.all([resumes(found, 'TLSv1.3', newer.value), resumes(found, 'TLSv1.2', older.value)]),
  ]);
  const sent = namesOf(flight.value);
  const names = sent === undefined ? null : compare(sent ?? [], expected.names);
  return {
    ...about,
    checks: [
      check('reachable', 'ok'),
      certificateCheck(talk),
      versionCheck(newer.value, older.value, obsolete.value),
      asksCheck(sent),
      ...namesChecks(names, isTold(expected, talk)),
      ...freshCheck(expected, sent, fresh),
      talk.application === 'h2' ? check('http2', 'failed') : check('http2', 'ok'),
      again.some(Boolean) ? check('resumption', 'failed') : check('resumption', 'ok'),
    ],
    names,
  };
};

interface Settled<T> {
  readonly value?: T;
  readonly error?: string;
}
const settled = async <T>(work: Promise<T>): Promise<Settled<T>> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
  );

/** Below `localhost` every name is this machine (RFC 6761 §6.3), which not every resolver knows. */
const addressesOf = async (host: string): Promise<readonly string[]> =>
  /(?:^|\.)localhost$/.test(host) ? ['127.0.0.1'] : lookUp(host);

/** @returns why there is none, as a phrase */
const placeOf = async (origin: string, signal: AbortSignal): Promise<ProbedPlace | string> => {
  const { hostname, port } = new URL(origin);
  const [address] = await addressesOf(hostname.replace(/^\[(.*)\]$/, '$1'));
  if (address === undefined) return `no name server knows ${hostname}`;
  const reason = whyNeverCalled(address);
  if (reason !== undefined) return `${hostname} leads to ${address}, which ${reason}`;
  return { address, port: Number(port || 443), host: hostname, signal };
};

const certificateCheck = ({ distrust, isForHost, expires }: Conversation): Check => {
  if (!isForHost) return check('certificate', 'failed', 'it is for other names');
  if (distrust !== null) return check('certificate', 'warning', distrust);
  const isLate = expires !== null && new Date(expires).getTime() < Date.now() + soon;
  return check('certificate', isLate ? 'warning' : 'ok', isLate ? `it expires on ${expires}` : null);
};

const versionCheck = (
  newer: Conversation | undefined,
  older: Conversation | undefined,
  obsolete: ServerFlight | Alert | undefined,
): Check => {
  const spoken = [...(newer ? ['TLS 1.3'] : []), ...(older ? ['TLS 1.2'] : [])];
  if (obsolete !== undefined && 'version' in obsolete && obsolete.version < tls12)
    return check('versions', 'failed', 'it speaks TLS 1.1');
  return check('versions', 'ok', spoken.join(', '));
};

/** Null: no certificate is asked for; undefined: it cannot be seen, as without TLS 1.2. */
const namesOf = (flight: ServerFlight | Alert | undefined): readonly Uint8Array[] | null | undefined =>
  flight !== undefined && 'names' in flight ? flight.names : undefined;

const asksCheck = (sent: readonly Uint8Array[] | null | undefined): Check => {
  if (sent === undefined) return check('asks', 'unknown', 'it can only be seen with TLS 1.2');
  return sent === null ? check('asks', 'failed') : check('asks', 'ok');
};

const keyOf = (name: Uint8Array): string => Buffer.from(name).toString('base64');

const textOf = (name: Uint8Array): string => {
  try {
    return renderName(parseName(name));
  } catch {
    return Buffer.from(name).toString('hex').slice(0, 100);
  }
};

const compare = (sent: readonly Uint8Array[], expected: readonly Uint8Array[]): ListenerNames => {
  const [there, wanted] = [sent, expected].map((all) => new Map(all.map((name) => [keyOf(name), name])));
  const without = (all: ReadonlyMap<string, Uint8Array>, other: ReadonlyMap<string, Uint8Array>) =>
    [...all].filter(([key]) => !other.has(key)).map(([, name]) => textOf(name));
  return {
    sent: sent.map(textOf),
    missing: without(wanted!, there!),
    extra: without(there!, wanted!),
    // With the length of each.
    octets: sent.reduce((sum, { length }) => sum + length + 2, 0),
  };
};

/**
 * The shared listener answers at the host of a method as well, with the same names where there is no other method. But what is shown there
 * would be refused, so Nginx has to say that it knows the origin as this method's.
 */
const isTold = ({ methodId }: ExpectedListener, talk: Conversation): boolean =>
  methodId === null || talk.methodId === methodId;
const notTold =
  "Nginx does not know this origin as the method's: the shared server block answers, or methods.map is not in origins/current; put the files " +
  'in place and reload Nginx';

const namesChecks = (names: ListenerNames | null, told: boolean): readonly Check[] => {
  if (names === null) return [check('names', 'unknown', 'they can only be seen with TLS 1.2')];
  const { sent, missing, extra, octets } = names;
  const isLarge = sent.length > manyNames.count || octets > manyNames.octets;
  return [
    check('names', told && missing.length + extra.length === 0 ? 'ok' : 'failed', told ? null : notTold),
    check('size', isLarge ? 'warning' : 'ok', `names: ${sent.length}, octets: ${octets}`),
  ];
};

/** The same flight at a host that no browser has seen; undefined where there are none, a phrase where it is out of reach. */
const freshFlight = async (
  { freshOrigin }: ExpectedListener,
  { signal }: ProbedPlace,
): Promise<Settled<ServerFlight | Alert> | undefined> => {
  if (freshOrigin === null) return undefined;
  const place = await placeOf(freshOrigin.replace('{attempt}', randomBytes(8).toString('hex')), signal);
  return typeof place === 'string' ? { error: place } : settled(readFlight(place));
};

const freshCheck = (
  { freshOrigin }: ExpectedListener,
  sent: readonly Uint8Array[] | null | undefined,
  fresh: Settled<ServerFlight | Alert> | undefined,
): readonly Check[] => {
  if (freshOrigin === null) return [check('fresh', 'warning', 'there are none: MTLS_FRESH_ORIGIN is not set')];
  if (fresh?.value === undefined) return [check('fresh', 'failed', fresh?.error ?? null)];
  const there = namesOf(fresh.value);
  const same = (there ?? []).map(keyOf).toSorted().join() === (sent ?? []).map(keyOf).toSorted().join();
  return [check('fresh', same ? 'ok' : 'failed', same ? null : 'other CA names are sent there')];
};

/** A resumed session would carry on with the certificate of before. */
const resumes = async (
  place: ProbedPlace,
  version: 'TLSv1.2' | 'TLSv1.3',
  before: Conversation | undefined,
): Promise<boolean> => {
  if (before?.session === undefined) return false;
  return (await settled(converse(place, version, before.session))).value?.reused ?? false;
};
