import { CertificateEntity } from '@postern/certificates';
import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A CA in the params of a sign-in method: for the inventory of certificates only, never for a decision. */
@Entity('method_trust_anchor')
@ForeignKey(() => CertificateEntity, ['certificateId'], ['id'], { name: 'method_trust_anchor_certificate' })
export class MethodTrustAnchorEntity {
  /** No foreign key: the method may be gone a moment earlier. */
  @PrimaryColumn('uuid', { name: 'method_id', primaryKeyConstraintName: 'method_trust_anchor_pk' })
  readonly methodId!: string;

  @Index('method_trust_anchor_certificate_id')
  @PrimaryColumn('uuid', { name: 'certificate_id', primaryKeyConstraintName: 'method_trust_anchor_pk' })
  readonly certificateId!: string;
}
