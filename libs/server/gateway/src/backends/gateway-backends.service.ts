import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { AuditEventType, GatewayBackend } from '@postern/contracts';
import { violatedConstraint } from '@postern/database';
import { ConflictError, InvalidError, NotFoundError } from '@postern/errors';
import { certificateToPem } from '@postern/x509';
import { DataSource, type EntityManager } from 'typeorm';
import { GatewayChanges } from '../applying/gateway-changes.js';
import type { Actor } from '@postern/management';
import { gatewayEvent } from '../gateway-event.js';
import { assertUnused } from '../in-use.js';
import { readCertificates } from '../read-certificates.js';
import { refused } from '../refusals.js';
import { findAddresses, parseBackendUrl, parseServerName } from './backend-address.js';
import { type CreateBackendDto, certificateIdOf, type UpdateBackendDto } from './gateway-backend.dto.js';
import { backendRecord, type BackendRow, backendSelect } from './gateway-backend-records.js';
import { OwnListeners } from './own-listeners.js';

type Columns = Pick<
  BackendRow,
  'name' | 'url' | 'addresses' | 'trustedCa' | 'skipCertificateChainValidation' | 'serverName' | 'certificateId'
>;

const mostAuthorities = 20;

/** Where calls go on to. What is changed here is in effect as soon as it is kept. */
@Injectable()
export class GatewayBackends {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly changes: GatewayChanges,
    private readonly own: OwnListeners,
  ) {}

  async list(): Promise<readonly GatewayBackend[]> {
    const rows = await this.database.query<BackendRow[]>(`${backendSelect} order by b.name`);
    return rows.map(backendRecord);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<GatewayBackend> {
    return backendRecord(await find(this.database.manager, id));
  }

  /** @throws InvalidError, ConflictError (`gateway.backend_name_taken`) */
  async create(input: CreateBackendDto, actor: Actor): Promise<GatewayBackend> {
    const blank = { name: '', url: '', addresses: [], trustedCa: null, serverName: null, certificateId: null };
    const columns = await this.checked({ ...blank, skipCertificateChainValidation: false }, input);
    const { result: id } = await this.changes.run(async (change) => {
      const [row] = await write<[{ readonly id: string }]>(
        change.manager,
        `insert into gateway_backend (name, url, addresses, trusted_ca, skip_certificate_chain_validation, server_name, certificate_id)
         values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        columns,
      );
      await change.record(eventOf('gateway.backend_created', row.id, columns, actor));
      return row.id;
    });
    return this.get(id);
  }

  /** @throws NotFoundError, InvalidError, ConflictError, and what `GatewayChanges` throws */
  async update(id: string, input: UpdateBackendDto, actor: Actor): Promise<GatewayBackend> {
    // Asking a name server belongs before the transaction.
    const columns = await this.checked(await find(this.database.manager, id), input);
    await this.changes.run(async (change) => {
      await write(
        change.manager,
        `update gateway_backend set name = $1, url = $2, addresses = $3, trusted_ca = $4,
           skip_certificate_chain_validation = $5, server_name = $6, certificate_id = $7, updated_at = now() where id = $8`,
        columns,
        id,
      );
      await change.record(eventOf('gateway.backend_updated', id, columns, actor, { changed: Object.keys(input) }));
    });
    return this.get(id);
  }

  /** @throws NotFoundError, ConflictError (`gateway.backend_in_use`), which names the APIs */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.changes.run(async (change) => {
      const row = await find(change.manager, id);
      assertUnused('gateway.backend_in_use', { apis: row.apis });
      await change.manager.query('delete from gateway_backend where id = $1', [id]);
      await change.record(eventOf('gateway.backend_deleted', id, row, actor));
    });
  }

  private async checked(before: Columns, input: UpdateBackendDto): Promise<Columns> {
    const { name = before.name, url: given, serverName, trustedCa, credential } = input;
    const url = given === undefined ? before.url : parseBackendUrl(given);
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

  /** Throws InvalidError for what is no place for a back end. */
  private async addressesOf(url: string): Promise<readonly string[]> {
    const addresses = await findAddresses(url);
    const { port, protocol } = new URL(url);
    if (await this.own.include(addresses, Number(port || (protocol === 'https:' ? 443 : 80)))) {
      throw refused('gateway.address_refused', 'url', 'is where Postern itself listens');
    }
    return addresses;
  }
}

const find = async (manager: EntityManager, id: string): Promise<BackendRow> => {
  const [row] = await manager.query<BackendRow[]>(`${backendSelect} where b.id = $1`, [id]);
  if (row === undefined) throw new NotFoundError('gateway.backend_not_found');
  return row;
};

/** The certificates alone, in one spelling: a self-signed back end's own certificate is an authority for itself. */
const parseTrusted = (pem: string): string =>
  readCertificates(pem, mostAuthorities, 'trustedCa')
    .map(({ der }) => certificateToPem(der))
    .join('');

const write = <T>(manager: EntityManager, statement: string, columns: Columns, ...more: unknown[]): Promise<T> => {
  const { name, url, addresses, trustedCa, skipCertificateChainValidation, serverName, certificateId } = columns;
  const values = [name, url, addresses, trustedCa, skipCertificateChainValidation, serverName, certificateId, ...more];
  return manager.query<T>(statement, values).catch((error: unknown) => explain(error));
};

const explain = (error: unknown): never => {
  switch (violatedConstraint(error)) {
    case 'gateway_backend_name':
      throw new ConflictError('gateway.backend_name_taken');
    case 'gateway_backend_credential':
      throw new InvalidError('gateway.certificate_not_found', undefined, [
        { path: 'credential.certificateId', message: 'is no certificate of the gateway' },
      ]);
    default:
      throw error;
  }
};

const eventOf = (
  type: Extract<AuditEventType, `gateway.backend_${string}`>,
  id: string,
  { name, url, certificateId, skipCertificateChainValidation }: Columns,
  actor: Actor,
  more: object = {},
) => gatewayEvent(type, actor, { id, name, url, certificateId, skipCertificateChainValidation, ...more });
