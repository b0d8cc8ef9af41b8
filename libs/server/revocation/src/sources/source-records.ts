import { Injectable } from '@nestjs/common';
import { RevocationLists } from '@postern/certificate-kit';
import type {
  ErrorCode,
  RevocationAuthority,
  RevocationListState,
  RevocationSettings,
  RevocationSourceKind,
  RevocationState,
} from '@postern/contracts';
import { Statements } from '@postern/database';
import { certificateToPem, type RevocationList, type Revocations, summarize } from '@postern/x509';
import { AuthorityDirectory, type KnownAuthority } from './authority-directory.js';

/** A source as it is stored, with its lists. */
interface SourceRow {
  readonly [column: string]: unknown;
  readonly authority: string;
  readonly kind: RevocationSourceKind;
  readonly address: string | null;
  readonly delta_address: string | null;
  readonly inside_network: boolean;
  readonly responder: Buffer | null;
  readonly grace_hours: number;
  readonly accepts_silence: boolean;
  readonly sends_nonce: boolean;
  readonly rechecks_sessions: boolean;
  readonly next_fetch_at: Date | null;
  readonly failed_fetches: number;
  readonly fetched_at: Date | null;
  readonly failed_at: Date | null;
  readonly failure_code: ErrorCode | null;
  readonly failure_detail: string | null;
  readonly answers: number;
  readonly answers_missing: number;
}

/** How current the revocations of a CA are; times in milliseconds since 1970, null where there is no list. */
export interface RevocationMeasure {
  /** RFC 4514 text. */
  readonly ca: string;
  readonly issuedAt: number | null;
  readonly nextUpdate: number | null;
  readonly entries: number | null;
  readonly failures: number;
}

interface ProposalRow {
  readonly [column: string]: unknown;
  readonly authority: string;
  readonly kind: 'address' | 'delta' | 'ocsp';
  readonly address: string;
}

const sourcesSql = `
  select encode(s.authority, 'hex') as authority, s.kind, s.address, s.delta_address, s.inside_network, s.responder, s.grace_hours,
    s.accepts_silence, s.sends_nonce, s.rechecks_sessions, s.next_fetch_at, s.failed_fetches, s.fetched_at, s.failed_at, s.failure_code,
    s.failure_detail, o.kept as answers, o.missing as answers_missing
  from revocation_source s cross join lateral (
    select count(*)::int as kept, count(*) filter (where status is null or next_update <= now())::int as missing
    from ocsp_answer a where a.authority = s.authority and a.last_used_at > now() - interval '30 days'
  ) o`;
const proposalsSql = `
  select encode(authority, 'hex') as authority, kind, address from revocation_proposal order by last_seen_at desc, address`;

/** Lists the revocation source of each CA and how current it is. */
@Injectable()
export class SourceRecords {
  constructor(
    private readonly directory: AuthorityDirectory,
    private readonly lists: RevocationLists,
    private readonly statements: Statements,
  ) {}

  async list(): Promise<readonly RevocationAuthority[]> {
    const [authorities, revocations, sources, proposals] = await Promise.all([
      this.directory.all(),
      this.lists.current(),
      this.statements.run<SourceRow>('revocation_source.records', sourcesSql, []),
      this.statements.run<ProposalRow>('revocation_proposal.all', proposalsSql, []),
    ]);
    const at = new Date();
    const rows = new Map(sources.map((source) => [source.authority, source]));
    return Promise.all(
      authorities.map((known) =>
        toRecord(
          known,
          rows.get(known.id),
          proposals.filter(({ authority }) => authority === known.id),
          revocations,
          at,
        ),
      ),
    );
  }

  /** For metrics: one for each CA that is checked. */
  async measure(): Promise<readonly RevocationMeasure[]> {
    const [records, sources] = await Promise.all([
      this.list(),
      this.statements.run<SourceRow>('revocation_source.records', sourcesSql, []),
    ]);
    const failures = new Map(sources.map((source) => [source.authority, source.failed_fetches]));
    return records
      .filter(({ settings, list }) => list !== null || settings.source !== 'file')
      .map(({ id, certificate, list }) => ({
        ca: certificate.subject,
        issuedAt: list === null ? null : Date.parse(list.issuedAt),
        nextUpdate: list === null ? null : Date.parse(list.nextUpdate),
        entries: list?.entries ?? null,
        failures: failures.get(id) ?? 0,
      }));
  }

  /** Throws NotFoundError (`revocation.authority_not_found`). */
  async get(id: string): Promise<RevocationAuthority> {
    await this.directory.get(id);
    return (await this.list()).find((each) => each.id === id) as RevocationAuthority;
  }
}

const settingsOf = (source: SourceRow | undefined): RevocationSettings => ({
  source: source?.kind ?? 'file',
  address: source?.address ?? null,
  deltaAddress: source?.delta_address ?? null,
  insideNetwork: source?.inside_network ?? false,
  responder: source?.responder ? certificateToPem(source.responder) : null,
  graceHours: source?.grace_hours ?? 0,
  acceptsSilence: source?.accepts_silence ?? false,
  sendsNonce: source?.sends_nonce ?? false,
  recheckSessions: source?.rechecks_sessions ?? true,
});

const toRecord = async (
  { id, authority, usedBy, pointers }: KnownAuthority,
  source: SourceRow | undefined,
  proposals: readonly ProposalRow[],
  revocations: Revocations,
  at: Date,
): Promise<RevocationAuthority> => {
  const own = await ownLists(revocations, authority.nameKey, authority.certificate.publicKeyInfo);
  const newest = (isDelta: boolean) => own.find(({ content }) => (content.baseNumber !== undefined) === isDelta);
  const [list, deltaList] = [newest(false), newest(true)];
  const settings = settingsOf(source);
  const named = (kind: ProposalRow['kind'], below: readonly string[]) => [
    ...new Set([...below, ...proposals.filter((each) => each.kind === kind).map(({ address }) => address)]),
  ];
  const isFetched = settings.source === 'address' || settings.source === 'ocsp';
  return {
    id,
    certificate: summarize(authority.certificate),
    usedBy,
    settings,
    state: stateOf(settings, source, [list, deltaList], at),
    list: list === undefined || settings.source === 'none' ? null : toState(list),
    deltaList: deltaList === undefined || settings.source === 'none' ? null : toState(deltaList),
    answers: settings.source === 'ocsp' ? { kept: source?.answers ?? 0, missing: source?.answers_missing ?? 0 } : null,
    fetchedAt: source?.fetched_at?.toISOString() ?? null,
    nextFetchAt: isFetched ? (source?.next_fetch_at?.toISOString() ?? null) : null,
    failure: failureOf(source),
    proposals: {
      lists: named(
        'address',
        pointers.flatMap(({ lists }) => lists),
      ),
      deltas: named(
        'delta',
        pointers.flatMap(({ deltas }) => deltas),
      ),
      responders: named(
        'ocsp',
        pointers.flatMap(({ responders }) => responders),
      ),
    },
  };
};

/** Newest first. */
const ownLists = async (
  { lists }: Revocations,
  issuerKey: string,
  publicKeyInfo: Uint8Array,
): Promise<readonly RevocationList[]> => {
  const own: RevocationList[] = [];
  for (const list of lists)
    if (list.content.issuerKey === issuerKey && (await list.isSignedBy(publicKeyInfo))) own.push(list);
  return own.sort((one, other) => other.content.thisUpdate.getTime() - one.content.thisUpdate.getTime());
};

const toState = ({ content, source }: RevocationList): RevocationListState => ({
  entries: content.entries.count,
  issuedAt: content.thisUpdate.toISOString(),
  nextUpdate: (content.nextUpdate ?? content.thisUpdate).toISOString(),
  origin: source,
});

const stateOf = (
  settings: RevocationSettings,
  source: SourceRow | undefined,
  lists: readonly (RevocationList | undefined)[],
  at: Date,
): RevocationState => {
  if (settings.source === 'none') return 'unchecked';
  if (settings.source === 'ocsp') return (source?.answers_missing ?? 0) > 0 ? 'silent' : 'current';
  const [complete] = lists;
  if (complete === undefined) return settings.source === 'file' ? 'unchecked' : 'stale';
  const ends = lists.flatMap((list) => (list === undefined ? [] : [list.content]));
  if (ends.some(({ nextUpdate, usableUntil }) => nextUpdate === undefined || (usableUntil ?? nextUpdate) <= at))
    return 'stale';
  return ends.some(({ nextUpdate }) => nextUpdate !== undefined && nextUpdate <= at) ? 'grace' : 'current';
};

const failureOf = (source: SourceRow | undefined): RevocationAuthority['failure'] =>
  source?.failure_code == null
    ? null
    : {
        code: source.failure_code,
        detail: source.failure_detail ?? '',
        at: (source.failed_at ?? new Date()).toISOString(),
      };
