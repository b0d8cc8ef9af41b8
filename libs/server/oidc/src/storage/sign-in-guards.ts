import { type Artifact, artifactKey, type Proof, type SignInGuard } from './artifact.js';

/** Of a unit of work. */
interface Writes {
  readonly upserts: ReadonlyMap<string, Artifact>;
  readonly known: ReadonlyMap<string, Artifact>;
  readonly sessionUid: string | undefined;
}

/** What an account is entered with; everything else that is stored of one only waits or is remembered. */
const opens = new Set(['Session', 'Grant', 'AuthorizationCode', 'AccessToken', 'RefreshToken']);
const sources = new Set(['AuthorizationCode', 'AccessToken', 'RefreshToken']);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const sessionOf = ({ model, payload }: Artifact): unknown =>
  model === 'Session' ? payload.uid : payload['sessionUid'];

/** The application that gets a code or tokens for the account: one request enters one. */
const clientOf = (written: readonly Artifact[], account: string | undefined): string | null =>
  written.find(({ model, payload }) => sources.has(model) && payload.accountId === account)?.payload.clientId ?? null;

/** A session that goes on with one more proof keeps those it had: it must not have ended meanwhile. */
const formerSessions = ({ known }: Writes, accounts: ReadonlySet<string | undefined>): readonly SignInGuard[] =>
  [...known.values()].flatMap(({ model, payload: { accountId, uid } }) =>
    model === 'Session' && accountId !== undefined && accounts.has(accountId)
      ? [{ account: accountId, proof: null, session: uid ?? null, sources: [], client: null }]
      : [],
  );

/**
 * What must still be valid when the writes of a request are stored, account by account.
 *
 * @param proof of the sign-in that ends with this request
 */
export const guardsOf = (work: Writes, proof: Proof | undefined): readonly SignInGuard[] => {
  const written = [...work.upserts.values()].filter(({ model }) => opens.has(model));
  const accounts = new Set(
    written.flatMap(({ payload: { accountId } }) => (uuid.test(accountId ?? '') ? accountId : [])),
  );
  const from = [...work.known.values()]
    .filter(({ model }) => sources.has(model))
    .map(({ model, id }) => artifactKey(model, id).toString('hex'));
  const session = work.sessionUid ?? written.map(sessionOf).find((uid) => typeof uid === 'string');
  const guards = [...accounts].map((account) => ({
    account: account!,
    proof: proof ?? null,
    session: (session as string | undefined) ?? null,
    sources: from,
    client: clientOf(written, account),
  }));
  return proof === undefined ? guards : [...guards, ...formerSessions(work, accounts)];
};
