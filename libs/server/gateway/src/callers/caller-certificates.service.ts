import { Injectable } from '@nestjs/common';
import { Statements } from '@postern/database';
import { type Actor, finds, offsetOf, pageOf, type SearchQuery } from '@postern/management';
import type { GatewayCallerCertificate, Page } from '@postern/contracts';
import { NotFoundError } from '@postern/errors';
import { type Certificate, certificateNumbers, certificateToPem, parseCertificate, summarize } from '@postern/x509';
import type { EntityManager } from 'typeorm';
import { GatewayChanges } from '../applying/gateway-changes.js';
import { gatewayEvent } from '../gateway-event.js';
import { thumbprintsOf } from '../certificates/gateway-certificate-records.js';
import { nameOf, readCertificates } from '../read-certificates.js';
import { storeCertificate } from '../store-certificate.js';
import type { AddCallersDto } from './caller-certificate.dto.js';

interface CallerRow {
  readonly id: string;
  readonly name: string;
  readonly der: Buffer;
  readonly createdAt: Date;
}

/** Certificates in one upload. */
const mostAtOnce = 1000;
const from = 'from gateway_caller_certificate c join certificate i on i.id = c.certificate_id';
const select = `select c.id, c.name, i.der, c.created_at as "createdAt" ${from}`;
/** By name, by subject, by the beginning of a thumbprint, or by the serial number, in any spelling of the two. */
const matching = `where ${finds('$1', 'c.name', `i.summary ->> 'subject'`)}
  or (starts_with(encode(i.sha256, 'hex'), $2) or starts_with(encode(i.sha1, 'hex'), $2)) and $2 <> ''
  or ltrim(i.summary ->> 'serialNumber', '0') = nullif($3, '')`;

const recordOf = ({ id, name, der, createdAt }: CallerRow): GatewayCallerCertificate => {
  const certificate = parseCertificate(der);
  return {
    id,
    name,
    pem: certificateToPem(der),
    certificate: summarize(certificate),
    thumbprints: thumbprintsOf(certificate),
    createdAt: createdAt.toISOString(),
  };
};

/** Callers' certificates, without keys: the "uploaded" clause accepts them. */
@Injectable()
export class CallerCertificates {
  constructor(
    private readonly statements: Statements,
    private readonly changes: GatewayChanges,
  ) {}

  async page(query: SearchQuery): Promise<Page<GatewayCallerCertificate>> {
    const search = query.search ?? '';
    const { thumbprint, serialNumber } = certificateNumbers(search);
    const words = [search, thumbprint, serialNumber];
    const { total } = await this.statements.only<{ readonly total: number }>(
      'gateway_caller_certificate.count',
      `select count(*)::int as total ${from} ${matching}`,
      words,
    );
    const rows = await this.statements.run<CallerRow>(
      'gateway_caller_certificate.page',
      `${select} ${matching} order by c.name, c.id limit $4 offset $5`,
      [...words, query.pageSize, offsetOf(query)],
    );
    return pageOf(rows.map(recordOf), total, query);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<GatewayCallerCertificate> {
    const row = await this.statements.one<CallerRow>('gateway_caller_certificate.find', `${select} where c.id = $1`, [
      id,
    ]);
    if (row === undefined) throw new NotFoundError('gateway.certificate_not_found');
    return recordOf(row);
  }

  /**
   * Adds those that are not there yet, and answers all of them. In effect at once.
   *
   * @throws InvalidError `certificate.private_key_given`, `certificate.malformed`, `credential.several_certificates`
   */
  async add({ pem, name }: AddCallersDto, actor: Actor): Promise<readonly GatewayCallerCertificate[]> {
    const certificates = readCertificates(pem, mostAtOnce);
    const given = certificates.length === 1 ? name : undefined;
    const rows = await this.changes.keep(async (change) => {
      const added: CallerRow[] = [];
      for (const certificate of certificates) added.push(await insert(change.manager, certificate, given));
      const thumbprints = certificates.slice(0, 20).map(({ sha256 }) => sha256);
      await change.record(gatewayEvent('gateway.caller_added', actor, { count: certificates.length, thumbprints }));
      return added;
    });
    return rows.map(recordOf);
  }

  /** From now on it is not an uploaded certificate. Throws NotFoundError. */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.changes.keep(
      async (change) => {
        const row = await Statements.in(change.manager).one<{ readonly name: string }>(
          'gateway_caller_certificate.delete',
          'delete from gateway_caller_certificate where id = $1 returning name',
          [id],
        );
        if (row === undefined) throw new NotFoundError('gateway.certificate_not_found');
        await change.record(gatewayEvent('gateway.caller_deleted', actor, { id, name: row.name }));
      },
      { endsPermissions: true },
    );
  }
}

const insert = async (
  manager: EntityManager,
  certificate: Certificate,
  name: string | undefined,
): Promise<CallerRow> => {
  const stored = await storeCertificate(manager, certificate);
  const row = await Statements.in(manager).only<Omit<CallerRow, 'der'>>(
    'gateway_caller_certificate.add',
    `insert into gateway_caller_certificate (name, certificate_id) values ($1, $2)
     on conflict (certificate_id) do update set name = coalesce($3, gateway_caller_certificate.name)
     returning id, name, created_at as "createdAt"`,
    [name ?? nameOf(certificate), stored, name ?? null],
  );
  return { ...row, der: Buffer.from(certificate.der) };
};
