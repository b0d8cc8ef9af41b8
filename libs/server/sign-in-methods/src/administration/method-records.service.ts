import { Injectable } from '@nestjs/common';
import type { LockOutPreview, SignInMethodRecord } from '@postern/contracts';
import { Statements } from '@postern/database';
import { SignInProviders } from '@postern/provider-kit';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { lockedOutBy } from './lock-out.js';
import type { ConfiguredSignInMethod } from '../reading/configured-sign-in-method.js';
import { SignInMethods } from '../reading/sign-in-methods.service.js';

/** Methods as administrators see them. */
@Injectable()
export class MethodRecords {
  constructor(
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
    private readonly statements: Statements,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  async list(): Promise<SignInMethodRecord[]> {
    const [methods, counts] = await Promise.all([this.methods.all(), this.identifierCounts()]);
    return Promise.all(methods.map((method) => this.record(method, counts.get(method.id) ?? 0)));
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<SignInMethodRecord> {
    const method = await this.methods.get(id);
    const row = await this.statements.one<{ readonly count: number }>(
      'sign_in_method.identifier_count',
      'select count(*)::int as count from identifier where method_id = $1',
      [id],
    );
    return this.record(method, row?.count ?? 0);
  }

  /** Who could no longer sign in if the method were off. Throws NotFoundError. */
  async lockOut(id: string): Promise<LockOutPreview> {
    await this.methods.get(id);
    return lockedOutBy(this.database.manager, id, 20);
  }

  private async record(method: ConfiguredSignInMethod, identifierCount: number): Promise<SignInMethodRecord> {
    const { linkable: _, createdAt, updatedAt, params, ...shown } = method;
    return {
      ...shown,
      params: { ...params },
      ...(await this.problem(method)),
      identifierCount,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
    };
  }

  private async problem({
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

  private async identifierCounts(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.statements.run<{ readonly id: string; readonly count: number }>(
      'sign_in_method.identifier_counts',
      'select method_id as id, count(*)::int as count from identifier group by method_id',
      [],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}
