import { Injectable } from '@nestjs/common';
import {
  type LockOutPreview,
  type OfferingApplications,
  panelClientId,
  type SignInMethodRecord,
} from '@postern/contracts';
import { Statements } from '@postern/database';
import { SignInProviders } from '@postern/provider-kit';
import { InjectDataSource } from '@nestjs/typeorm';
import type { QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';
import { lockedOutBy } from './lock-out.js';
import type { ConfiguredSignInMethod } from '../reading/configured-sign-in-method.js';
import { SignInMethods } from '../reading/sign-in-methods.service.js';

/** How many identifiers of a method were made by one source. */
interface SourceCount extends QueryResultRow {
  readonly methodId: string;
  readonly source: string | null;
  readonly count: number;
}

/** Methods as administrators see them. */
@Injectable()
export class MethodRecords {
  constructor(
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
    private readonly statements: Statements,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** Those of the system, which are the default list. */
  async list(): Promise<SignInMethodRecord[]> {
    const [all, counts] = await Promise.all([this.methods.all(), this.identifierCounts(null)]);
    const methods = all.filter(({ owner }) => owner === 'system');
    return Promise.all(methods.map((method) => this.record(method, counts)));
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<SignInMethodRecord> {
    const method = await this.methods.get(id);
    return this.record(method, await this.identifierCounts(id));
  }

  /** Who could no longer sign in if the method were off. Throws NotFoundError. */
  async lockOut(id: string): Promise<LockOutPreview> {
    await this.methods.get(id);
    return lockedOutBy(this.database.manager, id, 20);
  }

  /** Which applications offer it, but for the panel: what they lose when it is deleted or no longer public. Throws NotFoundError. */
  async applications(id: string): Promise<OfferingApplications> {
    await this.methods.get(id);
    const rows = await this.statements.run<{
      readonly clientId: string;
      readonly name: string;
      readonly total: number;
    }>(
      'sign_in_method.applications',
      `select client_id as "clientId", name, count(*) over ()::int as total from client
       where client_id <> $2 and sign_in_method_offered($1, client_id) order by name, client_id limit 20`,
      [id, panelClientId],
    );
    const applications = rows.map(({ clientId, name }) => ({ clientId, name }));
    return { applications, total: rows[0]?.total ?? 0 };
  }

  private async record(method: ConfiguredSignInMethod, counts: readonly SourceCount[]): Promise<SignInMethodRecord> {
    const { linkable: _, organizationId: __, clientsOfOwner: ___, createdAt, updatedAt, params, ...shown } = method;
    const own = counts.filter(({ methodId }) => methodId === method.id);
    return {
      ...shown,
      params: { ...params },
      ...(await this.problem(method)),
      identifierCount: own.reduce((sum, { count }) => sum + count, 0),
      identifierSources: own.map(({ source, count }) => ({ source, count })),
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
    };
  }

  async problem({
    type,
    params,
  }: ConfiguredSignInMethod): Promise<Pick<SignInMethodRecord, 'problem' | 'problemDetail'>> {
    const provider = this.providers.all().find(({ descriptor }) => descriptor.type === type);
    if (provider === undefined) return { problem: 'provider.unknown_type', problemDetail: null };
    const found = (await provider.problem?.(params)) ?? null;
    return found === null || typeof found === 'string'
      ? { problem: found, problemDetail: null }
      : { problem: found.code, problemDetail: found.detail };
  }

  /** Most first. @param id of one method; null for all */
  private identifierCounts(id: string | null): Promise<readonly SourceCount[]> {
    return this.statements.run<SourceCount>(
      'sign_in_method.identifier_counts',
      `select method_id as "methodId", source, count(*)::int as count from identifier
       where $1::uuid is null or method_id = $1 group by 1, 2 order by 3 desc, 2`,
      [id],
    );
  }
}
