import type { RevocationSourceKind } from '@postern/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the lists or answers of one CA come from, and how fetching them goes. */
@Entity('revocation_source')
@Check('revocation_source_kind', `kind in ('file', 'uploaded', 'address', 'ocsp', 'none')`)
@Check('revocation_source_address', `(kind in ('address', 'ocsp')) = (address is not null)`)
@Check('revocation_source_grace', `grace_hours between 0 and 168`)
export class RevocationSourceEntity {
  /** `authorityKey` of the CA. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'revocation_source_pk' })
  readonly authority!: Buffer;

  /** One of the CA's certificates, DER. */
  @Column('bytea')
  readonly certificate!: Buffer;

  @Column('text')
  readonly kind!: RevocationSourceKind;

  @Column('text', { nullable: true })
  readonly address!: string | null;

  /** Of a delta list. */
  @Column('text', { name: 'delta_address', nullable: true })
  readonly deltaAddress!: string | null;

  /** Whether the addresses may be private. */
  @Column('boolean', { name: 'inside_network', default: false })
  readonly insideNetwork!: boolean;

  /** Certificate of the OCSP responder, DER. */
  @Column('bytea', { nullable: true })
  readonly responder!: Buffer | null;

  @Column('integer', { name: 'grace_hours', default: 0 })
  readonly graceHours!: number;

  /** Whether certificates are accepted that the responder gives no answer about. */
  @Column('boolean', { name: 'accepts_silence', default: false })
  readonly acceptsSilence!: boolean;

  @Column('boolean', { name: 'sends_nonce', default: false })
  readonly sendsNonce!: boolean;

  @Column('boolean', { name: 'rechecks_sessions', default: true })
  readonly rechecksSessions!: boolean;

  @Column('text', { nullable: true })
  readonly etag!: string | null;

  @Column('text', { name: 'delta_etag', nullable: true })
  readonly deltaEtag!: string | null;

  @Column('timestamptz', { name: 'next_fetch_at', nullable: true })
  readonly nextFetchAt!: Date | null;

  /** A server has claimed the fetch until then. */
  @Column('timestamptz', { name: 'leased_until', nullable: true })
  readonly leasedUntil!: Date | null;

  /** Consecutive failures. */
  @Column('integer', { default: 0 })
  readonly failures!: number;

  /** Total failures, for metrics. */
  @Column('integer', { name: 'failed_fetches', default: 0 })
  readonly failedFetches!: number;

  @Column('timestamptz', { name: 'fetched_at', nullable: true })
  readonly fetchedAt!: Date | null;

  @Column('timestamptz', { name: 'failed_at', nullable: true })
  readonly failedAt!: Date | null;

  @Column('text', { name: 'failure_code', nullable: true })
  readonly failureCode!: string | null;

  @Column('text', { name: 'failure_detail', nullable: true })
  readonly failureDetail!: string | null;

  /** When the expiry of the list was last recorded as an event. */
  @Column('timestamptz', { name: 'stale_noted_at', nullable: true })
  readonly staleNotedAt!: Date | null;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  readonly updatedAt!: Date;
}
