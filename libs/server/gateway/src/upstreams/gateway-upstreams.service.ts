import { Injectable } from '@nestjs/common';
import type { AuditEventType, GatewayUpstream } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import { certificateToPem } from '@postern/x509';

import { GatewayChanges } from '../applying/gateway-changes.js';
import type { Actor } from '@postern/management';
import { gatewayEvent } from '../gateway-event.js';
import { assertUnused } from '../assert-unused.js';
import { readCertificates } from '../read-certificates.js';
import { refused } from '../gateway-errors.js';
import { findAddresses, parseUpstreamUrl, parseServerName } from './upstream-address.js';
import { type CreateUpstreamDto, certificateIdOf, type UpdateUpstreamDto } from './gateway-upstream.dto.js';
import { GatewayUpstreamEntity } from './gateway-upstream.entity.js';
import { upstreamRecord, type UpstreamRow, upstreamSelect } from './gateway-upstream-records.js';
import { OwnListeners } from './own-listeners.js';

type Columns = Pick<
  GatewayUpstreamEntity,
  'name' | 'url' | 'addresses' | 'trustedCa' | 'skipCertificateChainValidation' | 'serverName' | 'certificateId'
>;

const mostTrustAnchors = 20;

/** Servers that calls are forwarded to. Changes take effect on commit. */
@Injectable()
export class GatewayUpstreams {
  constructor(
    private readonly statements: Statements,
    private readonly changes: GatewayChanges,
    private readonly own: OwnListeners,
  ) {}

  async list(): Promise<readonly GatewayUpstream[]> {
    const rows = await this.statements.run<UpstreamRow>('gateway_upstream.list', `${upstreamSelect} order by b.name`);
    return rows.map(upstreamRecord);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<GatewayUpstream> {
    return upstreamRecord(await find(this.statements, id));
  }

  /** @throws InvalidError, ConflictError (`gateway.upstream_name_taken`) */
  async create(input: CreateUpstreamDto, actor: Actor): Promise<GatewayUpstream> {
    const blank = { name: '', url: '', addresses: [], trustedCa: null, serverName: null, certificateId: null };
    const columns = await this.checked({ ...blank, skipCertificateChainValidation: false }, input);
    const { result: id } = await this.changes.run(async (change) => {
      const { identifiers } = await change.manager.insert(GatewayUpstreamEntity, { ...columns }).catch(explain);
      const [row] = identifiers as [{ readonly id: string }];
      await change.record(eventOf('gateway.upstream_created', row.id, columns, actor));
      return row.id;
    });
    return this.get(id);
  }

  /** @throws NotFoundError, InvalidError, ConflictError, and what `GatewayChanges` throws */
  async update(id: string, input: UpdateUpstreamDto, actor: Actor): Promise<GatewayUpstream> {
    // DNS lookups come before the transaction.
    const columns = await this.checked(await find(this.statements, id), input);
    await this.changes.run(async (change) => {
      await change.manager
        .update(GatewayUpstreamEntity, { id }, { ...columns, updatedAt: () => 'now()' })
        .catch(explain);
      await change.record(eventOf('gateway.upstream_updated', id, columns, actor, { changed: Object.keys(input) }));
    });
    return this.get(id);
  }

  /** @throws NotFoundError, ConflictError (`gateway.upstream_in_use`), which names the APIs */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.changes.run(async (change) => {
      const row = await find(Statements.in(change.manager), id);
      assertUnused('gateway.upstream_in_use', { apis: row.apis });
      await change.manager.delete(GatewayUpstreamEntity, { id });
      await change.record(eventOf('gateway.upstream_deleted', id, row, actor));
    });
  }

  private async checked(before: Columns, input: UpdateUpstreamDto): Promise<Columns> {
    const { name = before.name, url: given, serverName, trustedCa, credential } = input;
    const url = given === undefined ? before.url : parseUpstreamUrl(given);
    return {
      name,
      url,
      addresses: given === undefined ? before.addresses : await this.addressesOf(url),
      serverName:
        serverName === undefined ? before.serverName : serverName === null ? null : parseServerName(serverName),
      trustedCa: trustedCa === undefined ? before.trustedCa : trustedCa === null ? null : parseTrusted(trustedCa),
      skipCertificateChainValidation: input.skipCertificateChainValidation ?? before.skipCertificateChainValidation,
      certificateId: credential === undefined ? before.certificateId : certificateIdOf(credential),
    };
  }

  /** Throws InvalidError for a refused address. */
  private async addressesOf(url: string): Promise<readonly string[]> {
    const addresses = await findAddresses(url);
    const { port, protocol } = new URL(url);
    if (await this.own.include(addresses, Number(port || (protocol === 'https:' ? 443 : 80)))) {
      throw refused('gateway.address_refused', 'url', 'is an address of Postern itself');
    }
    return addresses;
  }
}

const find = async (statements: Statements, id: string): Promise<UpstreamRow> => {
  const row = await statements.one<UpstreamRow>('gateway_upstream.find', `${upstreamSelect} where b.id = $1`, [id]);
  if (row === undefined) throw new NotFoundError('gateway.upstream_not_found');
  return row;
};

/** The certificates alone, normalized: a self-signed upstream's certificate is its own trust anchor. */
const parseTrusted = (pem: string): string =>
  readCertificates(pem, mostTrustAnchors, 'trustedCa')
    .map(({ der }) => certificateToPem(der))
    .join('');

const explain = (error: unknown): never => {
  switch (violatedConstraint(error)) {
    case 'gateway_upstream_name':
      throw new ConflictError('gateway.upstream_name_taken');
    case 'gateway_upstream_credential':
      throw new NotFoundError('gateway.certificate_not_found', undefined, [
        { path: 'credential.certificateId', message: 'is not a certificate of the gateway' },
      ]);
    default:
      throw error;
  }
};

const eventOf = (
  type: Extract<AuditEventType, `gateway.upstream_${string}`>,
  id: string,
  { name, url, certificateId, skipCertificateChainValidation }: Columns,
  actor: Actor,
  more: object = {},
) => gatewayEvent(type, actor, { id, name, url, certificateId, skipCertificateChainValidation, ...more });
