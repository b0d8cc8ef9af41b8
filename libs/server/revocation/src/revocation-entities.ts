import { CertificateBlockEntity } from './entities/certificate-block.entity.js';
import { KeptListEntity, KeptListPiece } from './entities/kept-list.entity.js';
import { OcspAnswerEntity } from './entities/ocsp-answer.entity.js';
import { RevocationProposal } from './entities/revocation-proposal.entity.js';
import { RevocationSource } from './entities/revocation-source.entity.js';
import { CertificateUse } from './entities/certificate-use.entity.js';

export const revocationEntities: readonly (new () => object)[] = [
  CertificateBlockEntity,
  CertificateUse,
  KeptListEntity,
  KeptListPiece,
  OcspAnswerEntity,
  RevocationProposal,
  RevocationSource,
];
