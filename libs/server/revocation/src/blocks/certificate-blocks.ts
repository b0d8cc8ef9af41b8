import { Injectable } from '@nestjs/common';
import { type AuditedChange, AuditedTransaction, recordBy } from '@postern/audit';
import type { CertificateBlockInput, CertificateBlockRecord } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { ConflictError, InvalidError, NotFoundError } from '@postern/errors';
import type { Actor } from '@postern/management';
import { renderSerialNumber } from '@postern/x509';
import { CertificateBlockEntity } from '../entities/certificate-block.entity.js';
import { type BlockedCertificate, readBlocked } from './blocked-certificate.js';
import { CertificateHolders } from './certificate-holders.js';

interface Row {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly sha256: Buffer | null;
  readonly serial: Buffer | null;
  readonly issuer: string | null;
  readonly issuer_key: string | null;
  readonly name: string | null;
  readonly reason: string;
  readonly until: Date | null;
  readonly created_at: Date;
  readonly creator: { readonly id: string; readonly name: string } | null;
}

const select = `
  select b.id, b.sha256, b.serial, b.issuer, b.issuer_key, b.name, b.reason, b.until, b.created_at,
    case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as creator
  from certificate_block b left join account a on a.id = b.created_by`;
/** Certificates that are refused here whatever their CA says. In effect at once, on every server. */
@Injectable()
export class CertificateBlocks {
  constructor(
    private readonly statements: Statements,
    private readonly transaction: AuditedTransaction,
    private readonly holders: CertificateHolders,
  ) {}

  /** Newest first, including ended blocks. */
  async list(): Promise<readonly CertificateBlockRecord[]> {
    const rows = await this.statements.run<Row>(
      'certificate_block.list',
      `${select} order by b.created_at desc, b.id limit 10000`,
      [],
    );
    return rows.map(toRecord);
  }

  /**
   * Refuses the certificate from now on, and ends the sessions and tokens it opened.
   *
   * @throws InvalidError `request.invalid`; ConflictError `revocation.already_blocked`; ForbiddenError `token.insufficient_role` for the
   * certificate of somebody whom `actor` may not change
   */
  async create(input: CertificateBlockInput, actor: Actor): Promise<CertificateBlockRecord> {
    const blocked = readBlocked(input);
    const until = input.until == null ? null : new Date(input.until);
    if (until !== null && until <= new Date())
      throw new InvalidError('request.invalid', 'past', [{ path: 'until', message: 'must be in the future' }]);
    return this.transaction
      .run(['certificate_block'], async (change) => {
        await this.holders.assertMayBlock(change.manager, blocked, actor);
        const row = await insert(change, blocked, { reason: input.reason, until, createdBy: actor.accountId });
        await change.record(recordBy(actor, { type: 'certificate.blocked', details: detailsOf(row) }));
        return toRecord(row);
      })
      .catch((error: unknown) => {
        const isTwin = violatedConstraint(error)?.startsWith('certificate_block_') === true;
        throw isTwin ? new ConflictError('revocation.already_blocked') : error;
      });
  }

  /** Throws NotFoundError; ForbiddenError as `create`. */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.transaction.run(['certificate_block'], async (change) => {
      const row = await Statements.in(change.manager).one<Row>(
        'certificate_block.take',
        `${select} where b.id = $1 for update of b`,
        [id],
      );
      if (row === undefined) throw new NotFoundError('revocation.block_not_found');
      await this.holders.assertMayBlock(change.manager, { ...row, issuerKey: row.issuer_key }, actor);
      await change.manager.delete(CertificateBlockEntity, { id });
      await change.record(recordBy(actor, { type: 'certificate.unblocked', details: detailsOf(row) }));
    });
  }
}

const insert = async (
  { manager }: AuditedChange,
  { sha256, issuerKey, serial, issuer, name }: BlockedCertificate,
  block: { readonly reason: string; readonly until: Date | null; readonly createdBy: string | null },
): Promise<Row> => {
  // An ended block can be replaced.
  await Statements.in(manager).run(
    'certificate_block.forget_ended',
    `delete from certificate_block where until <= now() and (sha256 = $1 or (issuer_key = $2 and serial = $3))`,
    [sha256, issuerKey, serial],
  );
  const known = `coalesce($5, (select c.summary ->> 'name' from certificate c where c.sha256 = $1))`;
  const { id } = await Statements.in(manager).only<{ readonly id: string }>(
    'certificate_block.create',
    `insert into certificate_block (sha256, issuer_key, serial, issuer, name, reason, until, created_by)
     select $1::bytea, $2::text, $3::bytea, $4::text, ${known}, $6, $7::timestamptz, $8::uuid returning id`,
    [sha256, issuerKey, serial, issuer, name, block.reason, block.until, block.createdBy],
  );
  const row = await Statements.in(manager).only<Row>('certificate_block.find', `${select} where b.id = $1`, [id]);
  return row;
};

const toRecord = ({ id, sha256, serial, issuer, name, reason, until, created_at: at, creator }: Row) => ({
  id,
  sha256: sha256?.toString('hex') ?? null,
  issuer,
  serialNumber: serial === null ? null : renderSerialNumber(serial),
  name,
  reason,
  until: until?.toISOString() ?? null,
  createdAt: at.toISOString(),
  createdBy: creator,
});

const detailsOf = (row: Row): Readonly<Record<string, unknown>> => {
  const { sha256, issuer, serialNumber, name, reason, until } = toRecord(row);
  return { name, sha256, issuer, serialNumber, reason, until };
};
