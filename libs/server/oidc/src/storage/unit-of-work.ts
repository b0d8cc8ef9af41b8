import { Injectable } from '@nestjs/common';
import type { AccountWithClaims } from '@postern/accounts';
import { type RequestScope, requestScope } from '@postern/requests';
import type { AdapterPayload } from 'oidc-provider';
import type { Artifact, Proof, SessionOrigin } from './artifact.js';
import { ArtifactStore, type Once } from './artifact-store.js';
import { RecentArtifacts } from './recent-artifacts.js';
import { guardsOf } from './sign-in-guards.js';

/** A code or refresh token was redeemed by two requests at once: only one may have it. */
export class RedeemedTwiceError extends Error {
  constructor(readonly grantId: string | undefined) {
    super('already consumed');
  }
}

/** A one-time value was used twice. */
export class ReplayError extends Error {
  constructor() {
    super('used before');
  }
}

/** Who signed in, in the request that stores their new session: from where, and by what proof. */
export interface Arrival {
  readonly origin?: SessionOrigin;
  readonly proof?: Proof;
}

/** The engine's reads and writes during one request. */
export class Work {
  readonly upserts = new Map<string, Artifact>();
  readonly destroyed = new Map<string, Buffer>();
  readonly consumed = new Map<string, Buffer>();
  /** What was read already, so that it is not read again. */
  readonly known = new Map<string, Artifact>();
  readonly sessionsByUid = new Map<string, AdapterPayload>();
  readonly accounts = new Map<string, AccountWithClaims>();
  readonly sessionOrigins = new Map<string, SessionOrigin>();
  /** The session that this request goes on with, where what it writes does not say. */
  sessionUid: string | undefined;
  consumedGrantId: string | undefined;
  /** What this request rests on and may happen once: checked by the statement that stores what it wrote. */
  first: Once | undefined;
  /** Called when it is known to be the first. */
  whenFirst: (() => void) | undefined;
  /** Called when it is not, where that is allowed; without it the request is refused, and nothing is written. */
  whenRepeated: (() => void) | undefined;
  /** The first error of the database, even if the engine replaced it. */
  failure: unknown;

  /**
   * What a request only takes away must stay away, and a refresh token that was exchanged must not come back to life, while its
   * successor is lost. Everything else that is lost with the database machine's last moments is lost as a whole: a code comes back,
   * but the tokens it gave are gone; the person signs in again.
   */
  get isLasting(): boolean {
    return (
      this.upserts.size === 0 || [...this.consumed.keys()].some((key) => key.startsWith(workKey('RefreshToken', '')))
    );
  }

  get isEmpty(): boolean {
    return !this.takesAway && this.upserts.size === 0 && this.first === undefined;
  }

  get takesAway(): boolean {
    return this.destroyed.size > 0 || this.consumed.size > 0;
  }
}

/** Collects the writes of one request and stores them by one statement before the response is sent. */
@Injectable()
export class UnitOfWork {
  private readonly works = new WeakMap<RequestScope, Work>();

  constructor(
    private readonly store: ArtifactStore,
    private readonly recent: RecentArtifacts,
  ) {}

  get current(): Work | undefined {
    const scope = requestScope.getStore();
    return scope && this.works.get(scope);
  }

  /**
   * Runs `action` with writes that wait: whatever it calls goes on with the same work, and the last `run` within stores it all.
   * When `action` throws before that, nothing is written.
   */
  gather<T>(action: () => Promise<T>): Promise<T> {
    return this.within(new Work(), action);
  }

  /**
   * Runs `action`, in the work under way if there is one; the writes are stored when it is done, also when it throws: the engine
   * saves a session on its way out of an error.
   *
   * @param arrival asked before writing: who signed in with this request
   * @throws RedeemedTwiceError, ReplayError, SignInEndedError, and errors of the database
   */
  run<T>(action: (work: Work) => Promise<T>, arrival?: () => Arrival): Promise<T> {
    const work = this.current ?? new Work();
    return this.within(work, async () => {
      try {
        return await action(work);
      } finally {
        await this.flush(work, arrival?.() ?? {});
      }
    });
  }

  /** Makes this unit of work current while `action` runs. */
  private async within<T>(work: Work, action: () => Promise<T>): Promise<T> {
    const scope = requestScope.getStore();
    if (scope === undefined) return requestScope.run({ requestId: null }, () => this.within(work, action));
    const before = this.works.get(scope);
    this.works.set(scope, work);
    try {
      return await action();
    } finally {
      if (before === undefined) this.works.delete(scope);
      else this.works.set(scope, before);
    }
  }

  private async flush(work: Work, { origin, proof }: Arrival): Promise<void> {
    // After a failed read the engine's writes belong to an error page, so they are dropped.
    if (work.isEmpty || work.failure !== undefined) return;
    const upserts = [...work.upserts.values()].map((artifact) =>
      artifact.model === 'Session'
        ? { ...artifact, origin: origin ?? work.sessionOrigins.get(artifact.payload.uid ?? '') ?? null }
        : artifact,
    );
    const guards = guardsOf(work, proof);
    if (work.first !== undefined) {
      const addition = { ...(work.takesAway ? { upserts: [] } : { upserts, guards }), first: work.first };
      const isFirst = await this.store.add(addition);
      if (!isFirst && work.whenRepeated === undefined) throw new ReplayError();
      (isFirst ? work.whenFirst : work.whenRepeated)?.();
      if (isFirst && !work.takesAway) return;
      // The statement that was to find out wrote nothing: what the repeated request wrote follows.
    }
    const stored = await this.store.write({
      upserts,
      destroyed: [...work.destroyed.values()],
      consumed: [...work.consumed.values()],
      lasting: work.isLasting,
      guards,
    });
    if (stored) {
      this.remember(work);
      return;
    }
    if (work.consumedGrantId !== undefined) await this.store.revokeByGrantId(work.consumedGrantId);
    throw new RedeemedTwiceError(work.consumedGrantId);
  }

  /** What has just been stored and will be asked for next, with all that is asked for along with it. */
  private remember(work: Work): void {
    for (const artifact of work.upserts.values()) {
      if (artifact.model === 'Interaction' && artifact.payload.result === undefined) {
        this.recent.interactions.put(artifact.id, artifact);
      }
      if (artifact.model !== 'AuthorizationCode') continue;
      const { grantId = '', accountId = '', sessionUid } = artifact.payload;
      const grant = work.upserts.get(workKey('Grant', grantId)) ?? work.known.get(workKey('Grant', grantId));
      const session = [...work.upserts.values()].find(
        ({ model, payload }) => model === 'Session' && payload.uid === sessionUid,
      );
      const account = work.accounts.get(accountId);
      if (grant === undefined || session === undefined || account === undefined) continue;
      const found = { artifact, grant: grant.payload, session: { ...session.payload, jti: '' }, account };
      this.recent.codes.put(artifact.id, found);
    }
  }
}

/** Names an artifact within one request's work. */
export const workKey = (model: string, id: string): string => `${model}:${id}`;
