import { CertificateEntity } from '@postern/certificates';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A trust anchor: a CA whose certificates applications may present. */
@Entity('client_trust_anchor')
@Unique('client_trust_anchor_certificate_once', ['certificateId'])
@ForeignKey(() => CertificateEntity, ['certificateId'], ['id'], { name: 'client_trust_anchor_certificate' })
@Check('client_trust_anchor_name', 'name = btrim(name) and char_length(name) between 1 and 100')
export class ClientTrustAnchorEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'client_trust_anchor_pk' })
  readonly id!: string;

  @Column({ type: 'text', collation: 'postern_names' })
  name!: string;

  @Column('uuid', { name: 'certificate_id' })
  certificateId!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
