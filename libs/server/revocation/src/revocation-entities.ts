import { CertificateBlockEntity } from './entities/certificate-block.entity.js';
import { KeptListEntity, KeptListPieceEntity } from './entities/kept-list.entity.js';
import { MethodTrustAnchorEntity } from './entities/method-trust-anchor.entity.js';
import { OcspAnswerEntity } from './entities/ocsp-answer.entity.js';
import { RevocationProposalEntity } from './entities/revocation-proposal.entity.js';
import { RevocationSourceEntity } from './entities/revocation-source.entity.js';
import { CertificateUseEntity } from './entities/certificate-use.entity.js';

export const revocationEntities: readonly (new () => object)[] = [
  CertificateBlockEntity,
  CertificateUseEntity,
  KeptListEntity,
  KeptListPieceEntity,
  MethodTrustAnchorEntity,
  OcspAnswerEntity,
  RevocationProposalEntity,
  RevocationSourceEntity,
];
