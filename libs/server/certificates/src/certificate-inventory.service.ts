import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Statements, violatedConstraint } from '@postern/database';
import type { PresentedCertificate } from '@postern/requests';
import { registerCertificate } from './certificate-upsert.js';

/** Every certificate that Postern stores, once. */
@Injectable()
export class CertificateInventory {
  constructor(private readonly statements: Statements) {}

  /** Stores the certificate unless it is there. @returns its id */
  register(certificate: PresentedCertificate): Promise<string> {
    return registerCertificate(this.statements, certificate);
  }

  /** Whether the certificate was ever used here. */
  async knows(der: Uint8Array): Promise<boolean> {
    const sha256 = createHash('sha256').update(der).digest();
    const found = await this.statements.one('certificate.knows', 'select 1 from certificate where sha256 = $1', [
      sha256,
    ]);
    return found !== undefined;
  }

  /** Deletes certificates that nothing uses any more, as the foreign keys in the database tell. */
  async forget(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      try {
        await this.statements.run('certificate.forget', 'delete from certificate where id = $1', [id]);
      } catch (error) {
        if (violatedConstraint(error) === undefined) throw error;
      }
    }
  }
}
