import { Injectable } from '@nestjs/common';
import {
  type LockOutPreview,
  type OfferingApplications,
  panelClientId,
  type SignInMethodRecord,
} from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import type { Authority } from '@postern/management';
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

/** Who looks; people of an organization do not see the methods of another. */
type Viewer = Pick<Authority, 'within'>;

const isShownTo = ({ within }: Viewer, method: ConfiguredSignInMethod): boolean =>
  within === undefined || method.managedBy === within.id || (method.owner === 'system' && method.public);

/** Methods as administrators see them. */
@Injectable()
export class MethodRecords {
  constructor(
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
    private readonly statements: Statements,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /**
   * Those of the system, which are the default list, or those of an organization.
   *
   * @throws NotFoundError (`organization.not_found`)
   */
  async list(organizationId: string | null, viewer: Viewer): Promise<SignInMethodRecord[]> {
    const all = await this.methods.all();
    const methods = all.filter((one) => one.owner !== 'application' && one.organizationId === organizationId);
    if (methods.length === 0) await this.assertOrganization(organizationId);
    const counts = await this.identifierCounts(methods.map(({ id }) => id));
    return Promise.all(methods.map((method) => this.record(method, counts, all, viewer)));
  }

  /** @throws NotFoundError */
  async get(id: string, viewer: Viewer): Promise<SignInMethodRecord> {
    const method = await this.methods.get(id);
    return this.record(method, await this.identifierCounts([id]), await this.methods.all(), viewer);
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

  private async record(
    method: ConfiguredSignInMethod,
    counts: readonly SourceCount[],
    all: readonly ConfiguredSignInMethod[],
    viewer: Viewer,
  ): Promise<SignInMethodRecord> {
    const {
      linkable,
      suspended: _,
      clientsOfOwner: __,
      managedBy: ___,
      createdAt,
      updatedAt,
      params,
      requiredFrom,
      ...shown
    } = method;
    const own = counts.filter(({ methodId }) => methodId === method.id);
    return {
      ...shown,
      requiredFrom: requiredFrom?.toISOString() ?? null,
      requirable: linkable && method.public,
      params: { ...params },
      ...(await this.problem(method)),
      overlaps: this.overlaps(method, all, viewer),
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

  private overlaps(
    method: ConfiguredSignInMethod,
    all: readonly ConfiguredSignInMethod[],
    viewer: Viewer,
  ): SignInMethodRecord['overlaps'] {
    const trusted = new Set(this.trusted(method));
    if (trusted.size === 0) return [];
    return all
      .filter((other) => other.id !== method.id && isShownTo(viewer, other))
      .filter((other) => other.type === method.type && this.trusted(other).some((one) => trusted.has(one)))
      .map(({ id, type, name, owner }) => ({ id, type, name, owner }));
  }

  private trusted({ type, params }: ConfiguredSignInMethod): readonly string[] {
    const provider = this.providers.all().find(({ descriptor }) => descriptor.type === type);
    return provider?.trusted?.(params) ?? [];
  }

  private async assertOrganization(id: string | null): Promise<void> {
    if (id === null) return;
    const found = await this.statements.one(
      'sign_in_method.organization_exists',
      'select 1 from organization where id = $1',
      [id],
    );
    if (found === undefined) throw new NotFoundError('organization.not_found');
  }

  /** Most first. */
  private identifierCounts(ids: readonly string[]): Promise<readonly SourceCount[]> {
    return this.statements.run<SourceCount>(
      'sign_in_method.identifier_counts',
      `select method_id as "methodId", source, count(*)::int as count from identifier
       where method_id = any($1::uuid[]) group by 1, 2 order by 3 desc, 2`,
      [ids],
    );
  }
}
