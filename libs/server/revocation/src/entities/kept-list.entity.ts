import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { RevocationSourceEntity } from './revocation-source.entity.js';

/** A verified and packed list of a CA. */
@Entity('revocation_list')
@Unique('revocation_list_part_once', ['authority', 'part'])
@Check('revocation_list_part', `part in ('complete', 'delta')`)
@ForeignKey(() => RevocationSourceEntity, ['authority'], ['authority'], {
  name: 'revocation_list_authority',
  onDelete: 'CASCADE',
})
export class KeptListEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'revocation_list_pk' })
  readonly id!: string;

  @Column('bytea')
  readonly authority!: Buffer;

  @Column('text')
  readonly part!: 'complete' | 'delta';

  /** `ListHeader`. */
  @Column('jsonb')
  readonly header!: object;

  @Column('integer')
  readonly entries!: number;

  /** Of the packed form. */
  @Column('integer')
  readonly bytes!: number;

  /** SHA-256 of the DER. */
  @Column('bytea')
  readonly digest!: Buffer;

  @Column('timestamptz', { name: 'issued_at' })
  readonly issuedAt!: Date;

  @Column('timestamptz', { name: 'next_update' })
  readonly nextUpdate!: Date;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}

/** A chunk of a packed list: some lists are too large for one value. */
@Entity('revocation_list_piece')
@ForeignKey(() => KeptListEntity, ['listId'], ['id'], { name: 'revocation_list_piece_list', onDelete: 'CASCADE' })
export class KeptListPieceEntity {
  @PrimaryColumn('uuid', { name: 'list_id', primaryKeyConstraintName: 'revocation_list_piece_pk' })
  readonly listId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'revocation_list_piece_pk' })
  readonly number!: number;

  @Column('bytea')
  readonly data!: Buffer;
}
