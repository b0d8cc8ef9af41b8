import { Injectable } from '@nestjs/common';
import {
  assertRooted,
  type AuthorityField,
  fieldCode,
  readOneAuthority,
  readStoredAuthorities,
} from '@postern/certificate-kit';
import type { GatewayTrustAnchor, GatewayReference } from '@postern/contracts';
import { Statements } from '@postern/database';
import { NotFoundError } from '@postern/errors';
import { type Authority, parseCertificate, summarize } from '@postern/x509';

import { GatewayChanges } from '../applying/gateway-changes.js';
import type { Actor } from '@postern/management';
import { gatewayEvent } from '../gateway-event.js';
import { thumbprintsOf } from '../certificates/gateway-certificate-records.js';
import { assertUnused } from '../assert-unused.js';
import { nameOf } from '../read-certificates.js';
import { storeCertificate } from '../store-certificate.js';
import { GatewayTrustAnchorEntity } from './gateway-trust-anchor.entity.js';
import type { AddTrustAnchorDto } from './gateway-trust-anchor.dto.js';

interface TrustAnchorRow {
  readonly id: string;
  readonly name: string;
  readonly der: Buffer;
  readonly apis: readonly GatewayReference[];
  readonly createdAt: Date;
}

/** Unreadable texts and weak keys have the general codes. */
const toldAlike = ['not_a_certificate', 'malformed', 'several_certificates', 'weak_key'] as const;

const field: AuthorityField = {
  path: 'pem',
  invalid: 'trust_anchor.invalid',
  privateKey: 'certificate.private_key_given',
  codes: {
    ...Object.fromEntries(toldAlike.map((reason) => [reason, fieldCode({ reason })])),
    untrusted: 'gateway.not_an_authority',
  },
};

/** With the APIs whose draft or applied policy names it. */
const select = `
  select c.id, c.name, i.der, c.created_at as "createdAt",
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.name) from gateway_api a
      where jsonb_path_exists(jsonb_build_array(a.policy, a.applied), '$.**.trustAnchorIds[*] ? (@ == $id)',
        jsonb_build_object('id', c.id))), '[]') as apis
  from gateway_trust_anchor c join certificate i on i.id = c.certificate_id`;

const recordOf = ({ id, name, der, apis, createdAt }: TrustAnchorRow): GatewayTrustAnchor => {
  const certificate = parseCertificate(der);
  return {
    id,
    name,
    certificate: summarize(certificate),
    thumbprints: thumbprintsOf(certificate),
    usedBy: { apis },
    createdAt: createdAt.toISOString(),
  };
};

/** Trust anchors that may have issued callers' certificates. */
@Injectable()
export class GatewayTrustAnchors {
  constructor(
    private readonly statements: Statements,
    private readonly changes: GatewayChanges,
  ) {}

  async list(): Promise<readonly GatewayTrustAnchor[]> {
    const rows = await this.statements.run<TrustAnchorRow>(
      'gateway_trust_anchor.list',
      `${select} order by c.name, c.id`,
    );
    return rows.map(recordOf);
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<GatewayTrustAnchor> {
    return recordOf(await find(this.statements, id));
  }

  /**
   * Does not change an existing one.
   *
   * @throws InvalidError `gateway.not_an_authority`, `trust_anchor.invalid`, `certificate.malformed`, `certificate.weak_key`,
   * `credential.several_certificates`, `certificate.private_key_given`
   */
  async add({ pem, name }: AddTrustAnchorDto, actor: Actor): Promise<GatewayTrustAnchor> {
    const now = new Date();
    const authority = readOneAuthority(pem, field, { at: now });
    assertRooted([authority], await this.known(), field, now);
    const { certificate } = authority;
    const id = await this.changes.keep(async (change) => {
      const stored = await storeCertificate(change.manager, certificate);
      const row = await Statements.in(change.manager).only<{ readonly id: string }>(
        'gateway_trust_anchor.add',
        `insert into gateway_trust_anchor (name, certificate_id) values ($1, $2)
         on conflict (certificate_id) do update set certificate_id = excluded.certificate_id returning id`,
        [name ?? nameOf(certificate), stored],
      );
      const details = { id: row.id, subject: summarize(certificate).subject, thumbprint: certificate.sha256 };
      await change.record(gatewayEvent('gateway.trust_anchor_added', actor, details));
      return row.id;
    });
    return this.get(id);
  }

  private async known(): Promise<readonly Authority[]> {
    const rows = await this.statements.run<TrustAnchorRow>('gateway_trust_anchor.known', select);
    return readStoredAuthorities(rows.map(({ der }) => der));
  }

  /** @throws NotFoundError, ConflictError (`gateway.trust_anchor_in_use`), which names the APIs */
  async delete(id: string, actor: Actor): Promise<void> {
    await this.changes.keep(
      async (change) => {
        await Statements.in(change.manager).run('gateway_api.lock_table', 'lock table gateway_api in share mode');
        const { name, apis } = await find(Statements.in(change.manager), id);
        assertUnused('gateway.trust_anchor_in_use', { apis });
        await change.manager.delete(GatewayTrustAnchorEntity, { id });
        await change.record(gatewayEvent('gateway.trust_anchor_deleted', actor, { id, name }));
      },
      { endsPermissions: true },
    );
  }
}

const find = async (statements: Statements, id: string): Promise<TrustAnchorRow> => {
  const row = await statements.one<TrustAnchorRow>('gateway_trust_anchor.find', `${select} where c.id = $1`, [id]);
  if (row === undefined) throw new NotFoundError('gateway.trust_anchor_not_found');
  return row;
};
