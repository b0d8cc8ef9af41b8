import type { RenewalGuide } from '@postern/contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { CertificateEntity } from '../certificate.entity.js';

/** The guide of a CA; deleted with the CA's certificate once no method trusts it. */
@Entity('renewal_guide')
@ForeignKey(() => CertificateEntity, ['certificateId'], ['id'], {
  name: 'renewal_guide_certificate',
  onDelete: 'CASCADE',
})
@Check('renewal_guide_not_empty', `address is not null or texts <> '{}'`)
export class RenewalGuideEntity {
  @PrimaryColumn('uuid', { name: 'certificate_id', primaryKeyConstraintName: 'renewal_guide_pk' })
  readonly certificateId!: string;

  @Column('text', { nullable: true })
  readonly address!: string | null;

  @Column('jsonb', { default: {} })
  readonly texts!: RenewalGuide['texts'];
}
