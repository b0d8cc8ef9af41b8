import { Injectable } from '@nestjs/common';
import { AuditedTransaction, type AuditRecord, recordBy } from '@postern/audit';
import { registerCertificate } from '@postern/certificates';
import type { ClientTrustAnchor } from '@postern/contracts';
import { Statements, violatedConstraint } from '@postern/database';
import { type Actor, assertMayAct, type Authority } from '@postern/management';
import { ConflictError, NotFoundError } from '@postern/errors';
import { ClientTrustAnchorEntity } from './client-trust-anchor.entity.js';
import { ClientTrustAnchors } from './client-trust-anchors.service.js';
import { assertLeadsToAnchor, presentedAuthority, readTrustAnchor } from './trust-anchor-reading.js';
import type { CreateTrustAnchorDto } from './trust-anchor.dto.js';

/** Code points that a name may have. */
const longestName = 100;

type Recorded = (details: Readonly<Record<string, unknown>>) => AuditRecord;

/** Lists, adds and removes the trust anchors for applications' certificates. */
@Injectable()
export class TrustAnchorAdministration {
  constructor(
    private readonly statements: Statements,
    private readonly anchors: ClientTrustAnchors,
    private readonly transaction: AuditedTransaction,
  ) {}

  /** By name. */
  list(): Promise<readonly ClientTrustAnchor[]> {
    return read(this.statements);
  }

  /** @throws InvalidError `credential.private_key_given`, `trust_anchor.invalid`; ConflictError `trust_anchor.duplicate` */
  async create(input: CreateTrustAnchorDto, actor: Actor): Promise<ClientTrustAnchor> {
    await this.assertMayVouch(actor);
    return this.add(input, (details) => recordBy(actor, { type: 'trust_anchor.created', details }));
  }

  /** For Postern's own first data: a trust anchor that is there already stays as it is. */
  async seed(input: CreateTrustAnchorDto): Promise<void> {
    const { sha256 } = readTrustAnchor(input.pem, new Date()).certificate;
    const known = await this.anchors.current();
    if (known.authorities.some(({ certificate }) => certificate.sha256 === sha256)) return;
    await this.add(input, (details) => ({
      type: 'trust_anchor.created',
      details: { ...details, because: 'made by Postern itself' },
    }));
  }

  /** Certificates that chain to it are refused from now on. Throws NotFoundError. */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.transaction.run(['client_trust_anchor'], async ({ manager, record }) => {
      const anchor = await manager.findOne(ClientTrustAnchorEntity, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (anchor === null) throw new NotFoundError('trust_anchor.not_found');
      await manager.delete(ClientTrustAnchorEntity, { id });
      const details = { name: anchor.name };
      await record(recordBy(actor, { type: 'trust_anchor.deleted', details }));
    });
  }

  /** A person who adds a CA could issue certificates for every application that is identified by a name. */
  private async assertMayVouch(bearer: Authority): Promise<void> {
    const rows = await this.statements.run<{ readonly scope: string }>(
      'client.scopes_by_authority',
      `select distinct jsonb_array_elements_text(metadata -> 'scopes') as scope from client
       where authentication_method = 'tls_client_auth' and not built_in`,
    );
    assertMayAct(
      bearer,
      rows.map(({ scope }) => scope),
    );
  }

  private async add({ pem, name }: CreateTrustAnchorDto, recorded: Recorded): Promise<ClientTrustAnchor> {
    const now = new Date();
    const authority = readTrustAnchor(pem, now);
    assertLeadsToAnchor(authority, await this.anchors.current(), now);
    const certificate = presentedAuthority(authority);
    return this.transaction
      .run(['client_trust_anchor'], async ({ manager, record }) => {
        const certificateId = await registerCertificate(Statements.in(manager), certificate);
        const anchor = await manager.save(
          Object.assign(new ClientTrustAnchorEntity(), {
            name: name ?? nameFrom(certificate.summary.name),
            certificateId,
          }),
        );
        await record(recorded({ name: anchor.name }));
        const [added] = await read(Statements.in(manager), anchor.id);
        return added as ClientTrustAnchor;
      })
      .catch((error: unknown) => {
        const isTwin = violatedConstraint(error) === 'client_trust_anchor_certificate_once';
        throw isTwin ? new ConflictError('trust_anchor.duplicate') : error;
      });
  }
}

/** A certificate's own name may be too long or only spaces. */
const nameFrom = (text: string): string => Array.from(text.trim()).slice(0, longestName).join('').trim() || 'CA';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly certificate: ClientTrustAnchor['certificate'];
  readonly createdAt: Date;
}

/** All of them by name, or the one with this id. */
const read = async (statements: Statements, id: string | null = null): Promise<readonly ClientTrustAnchor[]> => {
  const rows = await statements.run<Row>(
    'client_trust_anchor.list',
    `select a.id, a.name, c.summary as certificate, a.created_at as "createdAt"
     from client_trust_anchor a join certificate c on c.id = a.certificate_id
     where $1::uuid is null or a.id = $1 order by a.name, a.id`,
    [id],
  );
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
};
