import { CertificateEntity } from '@postern/certificates';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A CA that may have issued callers' certificates. */
@Entity('gateway_authority')
@Unique('gateway_authority_once', ['certificateId'])
@ForeignKey(() => CertificateEntity, ['certificateId'], ['id'], { name: 'gateway_authority_certificate' })
@Check('gateway_authority_name', 'char_length(name) between 1 and 200')
export class GatewayAuthorityEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'gateway_authority_pk' })
  readonly id!: string;

  @Column({ type: 'text', collation: 'postern_names' })
  name!: string;

  @Column('uuid', { name: 'certificate_id' })
  certificateId!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
