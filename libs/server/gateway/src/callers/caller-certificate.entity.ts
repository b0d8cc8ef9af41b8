import { CertificateEntity } from '@postern/certificates';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** The public part of a caller's certificate: what the "uploaded" clause looks for. */
@Entity('gateway_caller_certificate')
@Unique('gateway_caller_certificate_once', ['certificateId'])
@Index('gateway_caller_certificate_order', ['name', 'id'])
@ForeignKey(() => CertificateEntity, ['certificateId'], ['id'], { name: 'gateway_caller_certificate_certificate' })
@Check('gateway_caller_certificate_name', 'char_length(name) between 1 and 200')
export class CallerCertificateEntity {
  @PrimaryColumn('uuid', { generated: 'uuid', primaryKeyConstraintName: 'gateway_caller_certificate_pk' })
  readonly id!: string;

  @Column({ type: 'text', collation: 'postern_names' })
  name!: string;

  @Column('uuid', { name: 'certificate_id' })
  certificateId!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
