import { CertificateEntity } from '@postern/certificates';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A CA that may have issued callers' certificates. */
@Entity('gateway_trust_anchor')
@Unique('gateway_trust_anchor_once', ['certificateId'])
@ForeignKey(() => CertificateEntity, ['certificateId'], ['id'], { name: 'gateway_trust_anchor_certificate' })
@Check('gateway_trust_anchor_name', 'char_length(name) between 1 and 200')
export class GatewayTrustAnchorEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'gateway_trust_anchor_pk' })
  readonly id!: string;

  @Column({ type: 'text', collation: 'postern_names' })
  name!: string;

  @Column('uuid', { name: 'certificate_id' })
  certificateId!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
