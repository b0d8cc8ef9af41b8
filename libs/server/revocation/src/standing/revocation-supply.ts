import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RevocationLists, type RevocationSupplier, type SuppliedRevocations } from '@postern/certificate-kit';
import type { AuthorityPath, Certificate } from '@postern/x509';
import { OcspAnswers } from '../ocsp/ocsp-answers.js';
import { CertificateUses } from './certificate-uses.js';
import { KeptRevocations } from '../kept/kept-revocations.js';

/** Supplies the stored revocation data to the checks of certificates. */
@Injectable()
export class RevocationSupply implements RevocationSupplier, OnModuleInit {
  constructor(
    private readonly lists: RevocationLists,
    private readonly stored: KeptRevocations,
    private readonly uses: CertificateUses,
    private readonly answers: OcspAnswers,
  ) {}

  onModuleInit(): void {
    this.lists.supply(this);
  }

  current(): Promise<SuppliedRevocations> {
    return this.stored.current();
  }

  assertAnswered(certificate: Certificate, path: AuthorityPath, at: Date): Promise<void> {
    return this.answers.assert(certificate, path, at);
  }

  noteUse(certificate: Certificate, path: AuthorityPath, at: Date): void {
    this.uses.note(certificate, path, at);
  }
}
