import { certificateUpsert, certificateValues } from '@postern/certificates';
import { type Certificate, summarize } from '@postern/x509';
import type { EntityManager } from 'typeorm';

/** Puts a certificate into the inventory unless it is there; answers its id. */
export const storeCertificate = async (manager: EntityManager, certificate: Certificate): Promise<string> => {
  const values = certificateValues({ der: certificate.der, summary: summarize(certificate) });
  const [row] = await manager.query<[{ readonly id: string }]>(certificateUpsert(1), [...values]);
  return row.id;
};
