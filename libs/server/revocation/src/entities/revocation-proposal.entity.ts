import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** An address that certificates of a CA name. Nothing is fetched there until a person has approved it. */
@Entity('revocation_proposal')
@Check('revocation_proposal_kind', `kind in ('address', 'delta', 'ocsp')`)
export class RevocationProposalEntity {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'revocation_proposal_pk' })
  readonly authority!: Buffer;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'revocation_proposal_pk' })
  readonly kind!: 'address' | 'delta' | 'ocsp';

  @PrimaryColumn('text', { primaryKeyConstraintName: 'revocation_proposal_pk' })
  readonly address!: string;

  @Column('timestamptz', { name: 'last_seen_at', default: () => 'now()' })
  readonly lastSeenAt!: Date;
}
