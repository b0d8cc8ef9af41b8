import type { Adapter, AdapterPayload } from 'oidc-provider';
import { type Artifact, artifactKey } from './artifact.js';
import type { ArtifactStore } from './artifact-store.js';
import type { RecentArtifacts } from './recent-artifacts.js';
import { type UnitOfWork, type Work, workKey } from './unit-of-work.js';

/** Read together with grant, session and account, which the engine asks for next. */
const withRelated = new Set(['AuthorizationCode', 'RefreshToken', 'AccessToken']);

/** An interaction names the session it began in; the session's secret id has no use there. */
const withoutSessionSecret = (payload: AdapterPayload): AdapterPayload => {
  if (payload.kind !== 'Interaction' || payload.session === undefined) return { ...payload };
  const { cookie: _secret, ...session } = payload.session;
  return { ...payload, session } as AdapterPayload;
};

/**
 * The engine's storage port for one model. Inside a unit of work, writes wait for its end and reads see them;
 * outside one, every call is a statement of its own.
 */
export class EngineAdapter implements Adapter {
  constructor(
    private readonly model: string,
    private readonly store: ArtifactStore,
    private readonly units: UnitOfWork,
    private readonly recent: RecentArtifacts,
  ) {}

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.guarded(async (work) => {
      const key = workKey(this.model, id);
      if (work?.destroyed.has(key)) return undefined;
      const known = work?.upserts.get(key) ?? work?.known.get(key);
      const artifact = known ?? (await this.read(id, work));
      if (artifact === undefined) return undefined;
      work?.known.set(key, artifact);
      if (artifact.origin !== null) work?.sessionOrigins.set(artifact.payload.uid ?? '', artifact.origin);
      return { ...artifact.payload };
    });
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.guarded(async (work) => work?.sessionsByUid.get(uid) ?? (await this.store.findByUid(uid))?.payload);
  }

  /** The device flow is not offered. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    const { current: work } = this.units;
    const artifact: Artifact = { model: this.model, id, payload: withoutSessionSecret(payload), origin: null };
    if (work === undefined)
      await this.store.write({ upserts: [artifact], destroyed: [], consumed: [], lasting: false });
    else work.upserts.set(workKey(this.model, id), artifact);
  }

  async consume(id: string): Promise<void> {
    const { current: work } = this.units;
    const key = artifactKey(this.model, id);
    if (work === undefined) {
      await this.store.write({ upserts: [], destroyed: [], consumed: [key], lasting: true });
      return;
    }
    work.consumed.set(workKey(this.model, id), key);
    work.consumedGrantId = work.known.get(workKey(this.model, id))?.payload.grantId;
  }

  async destroy(id: string): Promise<void> {
    const { current: work } = this.units;
    const key = artifactKey(this.model, id);
    if (work === undefined) {
      await this.store.write({ upserts: [], destroyed: [key], consumed: [], lasting: true });
      return;
    }
    work.upserts.delete(workKey(this.model, id));
    work.destroyed.set(workKey(this.model, id), key);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.guarded(async () => this.store.revokeByGrantId(grantId, this.model));
  }

  private async read(id: string, work: Work | undefined): Promise<Artifact | undefined> {
    if (!withRelated.has(this.model) || work === undefined) return this.store.find(this.model, id);
    const known = this.model === 'AuthorizationCode' ? this.recent.codes.take(id) : undefined;
    const found = known ?? (await this.store.findRedeemable(this.model, id));
    const { grantId, sessionUid } = found?.artifact.payload ?? {};
    if (found?.grant && grantId) {
      work.known.set(workKey('Grant', grantId), {
        model: 'Grant',
        id: grantId,
        payload: { ...found.grant, jti: grantId },
        origin: null,
      });
    }
    if (found?.account) work.accounts.set(found.account.accountId, found.account);
    if (found?.session && typeof sessionUid === 'string') work.sessionsByUid.set(sessionUid, found.session);
    // The engine itself reports an expired code or refresh token.
    const isLate = this.model === 'AccessToken' && (found?.artifact.payload.exp ?? 0) * 1000 <= Date.now();
    return isLate ? undefined : found?.artifact;
  }

  /** The engine answers any failure with `server_error`; the unit of work remembers what really happened. */
  private async guarded<T>(action: (work: Work | undefined) => Promise<T>): Promise<T> {
    const work = this.units.current;
    try {
      return await action(work);
    } catch (error) {
      if (work !== undefined) work.failure ??= error;
      throw error;
    }
  }
}
