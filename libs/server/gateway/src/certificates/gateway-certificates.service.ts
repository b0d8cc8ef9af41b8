import { Injectable } from '@nestjs/common';
import type { GatewayCertificate } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, NotFoundError } from '@postern/errors';
import { summarize } from '@postern/x509';
import type { EntityManager } from 'typeorm';
import { GatewayChanges } from '../applying/gateway-changes.js';
import { GatewayKeys } from '../applying/gateway-keys.js';
import type { Actor } from '@postern/management';
import { gatewayEvent } from '../gateway-event.js';
import { assertUnused } from '../assert-unused.js';
import type { CertificateUploadDto } from './gateway-certificate.dto.js';
import {
  certificateRecord,
  type GatewayCertificateRow,
  certificateSelect,
  thumbprintsOf,
} from './gateway-certificate-records.js';
import { GatewayCertificateEntity } from './gateway-certificate.entity.js';
import type { KeyMaterial } from './key-material.js';
import { storeCertificate } from '../store-certificate.js';
import { readUpload } from './read-upload.js';

type Columns = Pick<GatewayCertificateEntity, 'id' | 'certificateId' | 'chain' | 'encryptedKey'>;

/** Certificates with private keys, which the gateway presents to upstreams. */
@Injectable()
export class GatewayCertificates {
  constructor(
    private readonly statements: Statements,
    private readonly changes: GatewayChanges,
    private readonly keys: GatewayKeys,
  ) {}

  async list(): Promise<readonly GatewayCertificate[]> {
    const rows = await this.statements.run<GatewayCertificateRow>(
      'gateway_certificate.list',
      `${certificateSelect} order by c.id`,
    );
    return rows.map(certificateRecord);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<GatewayCertificate> {
    return certificateRecord(await find(this.statements, id));
  }

  /**
   * @throws InvalidError with the code of what is wrong with the upload; ConflictError (`gateway.certificate_id_taken`)
   */
  async create(id: string, upload: CertificateUploadDto, actor: Actor): Promise<GatewayCertificate> {
    const material = await readUpload(upload);
    await this.changes.run(async (change) => {
      const { manager } = change;
      const columns = await this.columns(manager, id, material);
      await manager.insert(GatewayCertificateEntity, columns).catch(explainTaken);
      await change.record(gatewayEvent('gateway.certificate_added', actor, detailsOf(id, material)));
    });
    return this.get(id);
  }

  /**
   * Replaces certificate and key under the same id: its upstreams get the new one, without a lost call.
   *
   * @throws NotFoundError, InvalidError, and what `GatewayChanges` throws
   */
  async replace(id: string, upload: CertificateUploadDto, actor: Actor): Promise<GatewayCertificate> {
    const material = await readUpload(upload);
    await this.changes.run(async (change) => {
      const { manager } = change;
      await find(Statements.in(manager), id);
      const columns = await this.columns(manager, id, material);
      await manager.update(GatewayCertificateEntity, { id }, { ...columns, updatedAt: () => 'now()' });
      await change.record(gatewayEvent('gateway.certificate_replaced', actor, detailsOf(id, material)));
    });
    return this.get(id);
  }

  /** @throws NotFoundError, ConflictError (`gateway.certificate_in_use`), which names the APIs and upstreams */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.changes.run(async (change) => {
      const { manager } = change;
      const { apis, upstreams } = await find(Statements.in(manager), id);
      assertUnused('gateway.certificate_in_use', { apis, upstreams });
      await manager.delete(GatewayCertificateEntity, { id });
      await change.record(gatewayEvent('gateway.certificate_deleted', actor, { id }));
    });
  }

  private async columns(
    manager: EntityManager,
    id: string,
    { certificate, chain, key }: KeyMaterial,
  ): Promise<Columns> {
    const stored = await storeCertificate(manager, certificate);
    return {
      ...{ id, certificateId: stored, encryptedKey: this.keys.encrypt(key, id) },
      chain: chain.map(({ der }) => Buffer.from(der)),
    };
  }
}

const find = async (statements: Statements, id: string): Promise<GatewayCertificateRow> => {
  const row = await statements.one<GatewayCertificateRow>(
    'gateway_certificate.find',
    `${certificateSelect} where c.id = $1`,
    [id],
  );
  if (row === undefined) throw new NotFoundError('gateway.certificate_not_found');
  return row;
};

const explainTaken = (error: unknown): never => {
  if (violatedConstraint(error) === 'gateway_certificate_pk') throw new ConflictError('gateway.certificate_id_taken');
  throw error;
};

const detailsOf = (id: string, { certificate }: KeyMaterial) => ({
  id,
  subject: summarize(certificate).subject,
  thumbprint: thumbprintsOf(certificate).sha256,
});
