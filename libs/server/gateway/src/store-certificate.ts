import { registerCertificate } from '@postern/certificates';
import { Statements } from '@postern/database';
import { type Certificate, summarize } from '@postern/x509';
import type { EntityManager } from 'typeorm';

/** Puts a certificate into the inventory unless it is there; answers its id. */
export const storeCertificate = (manager: EntityManager, certificate: Certificate): Promise<string> =>
  registerCertificate(Statements.in(manager), { der: certificate.der, summary: summarize(certificate) });
