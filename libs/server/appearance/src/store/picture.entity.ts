import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A picture of the sign-in page, stored once however many owners use it. */
@Entity('picture')
@Check('picture_id', `id = encode(sha256(bytes), 'hex')`)
@Check('picture_type', `type = 'image/webp'`)
export class PictureEntity {
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'picture_pk' })
  readonly id!: string;

  @Column('text')
  readonly type!: 'image/webp';

  @Column('bytea')
  readonly bytes!: Buffer;
}
