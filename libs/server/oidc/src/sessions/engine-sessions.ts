import { Injectable } from '@nestjs/common';
import { AccountSessions, type EndedSessions, type EndingSessions } from '@postern/accounts';
import { Clients } from '@postern/clients';
import type { SessionView } from '@postern/contracts';
import { Statements } from '@postern/database';
import { SignInMethodDirectory } from '@postern/provider-kit';
import type { EntityManager } from 'typeorm';
import { SessionEnding } from './session-ending.js';

interface Row {
  readonly uid: string;
  readonly payload: {
    readonly loginTs?: number;
    readonly exp?: number;
    readonly authorizations?: Record<string, unknown>;
  };
  readonly origin: {
    readonly address: string | null;
    readonly userAgent: string | null;
    /** Absent from sessions that were opened before this was kept. */
    readonly methodId?: string | null;
  } | null;
}

const toIso = (seconds: number | undefined): string => new Date((seconds ?? 0) * 1000).toISOString();

/** People's sessions, read from and ended in the engine's own storage. */
@Injectable()
export class EngineSessions extends AccountSessions {
  constructor(
    private readonly statements: Statements,
    private readonly ending: SessionEnding,
    private readonly clients: Clients,
    private readonly methods: SignInMethodDirectory,
  ) {
    super();
  }

  async list(accountId: string, currentSessionUid: string | null): Promise<SessionView[]> {
    const rows = await this.statements.run<Row>(
      'session_list',
      `select uid, payload, origin from oidc_artifact
       where account_id = $1 and model = 'Session' and expires_at > now() order by created_at desc`,
      [accountId],
    );
    return Promise.all(rows.map((row) => this.view(row, currentSessionUid)));
  }

  end(transaction: EntityManager, accountId: string, which: EndingSessions): Promise<EndedSessions> {
    return this.ending.within(transaction, accountId, which);
  }

  private async view({ uid, payload, origin }: Row, currentSessionUid: string | null): Promise<SessionView> {
    const entered = Object.keys(payload.authorizations ?? {});
    const clients = await Promise.all(entered.map((clientId) => this.clients.find(clientId)));
    const method = origin?.methodId ? await this.methods.find(origin.methodId) : undefined;
    return {
      id: uid,
      current: uid === currentSessionUid,
      signedInAt: toIso(payload.loginTs),
      expiresAt: toIso(payload.exp),
      userAgent: origin?.userAgent ?? null,
      address: origin?.address ?? null,
      method: method === undefined ? null : { type: method.type, name: method.name },
      applications: clients.flatMap((client) => client?.name ?? []),
    };
  }
}
