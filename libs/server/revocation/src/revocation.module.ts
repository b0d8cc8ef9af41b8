import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AuditModule } from '@postern/audit';
import { CertificateKitModule } from '@postern/certificate-kit';
import { CertificatesModule } from '@postern/certificates';
import type { FastifyInstance } from 'fastify';
import { CertificateBlocks } from './blocks/certificate-blocks.js';
import { CertificateBlocksController } from './blocks/certificate-blocks.controller.js';
import { CertificateHolders } from './blocks/certificate-holders.js';
import { FetchWorker } from './fetching/fetch-worker.js';
import { ListFetching } from './fetching/list-fetching.js';
import { InventoryStandings } from './inventory/inventory-standings.js';
import { MethodTrustAnchors } from './inventory/method-trust-anchors.js';
import { ListStore } from './lists/list-store.js';
import { OcspAnswers } from './ocsp/ocsp-answers.js';
import { OcspAsking } from './ocsp/ocsp-asking.js';
import { OcspWorker } from './ocsp/ocsp-worker.js';
import { AuthorityDirectory } from './sources/authority-directory.js';
import { RevocationAuthoritiesController } from './sources/revocation-authorities.controller.js';
import { SourceAdministration } from './sources/source-administration.js';
import { SourceRecords } from './sources/source-records.js';
import { CertificateStanding } from './standing/certificate-standing.js';
import { CertificateStandingController } from './standing/certificate-standing.controller.js';
import { CertificateUses } from './standing/certificate-uses.js';
import { RevocationSupply } from './standing/revocation-supply.js';
import { SessionRecheck } from './standing/session-recheck.js';
import { StaleLists } from './standing/stale-lists.js';
import { KeptRevocations } from './kept/kept-revocations.js';

/** Keeps revocation data current. The composition root binds `CertificateSessions`. */
@Module({
  imports: [AuditModule, CertificateKitModule, CertificatesModule],
  controllers: [CertificateBlocksController, CertificateStandingController, RevocationAuthoritiesController],
  providers: [
    AuthorityDirectory,
    CertificateBlocks,
    CertificateHolders,
    CertificateStanding,
    CertificateUses,
    FetchWorker,
    InventoryStandings,
    ListFetching,
    ListStore,
    MethodTrustAnchors,
    OcspAnswers,
    OcspAsking,
    OcspWorker,
    RevocationSupply,
    SessionRecheck,
    StaleLists,
    SourceAdministration,
    SourceRecords,
    KeptRevocations,
  ],
  exports: [CertificateStanding, SourceRecords],
})
export class RevocationModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  /** Lists arrive as raw bytes; the route limits their size. */
  onModuleInit(): void {
    // A command, such as the one that writes the first data, has no HTTP server, whatever the type says.
    const { httpAdapter } = this.host as { readonly httpAdapter: HttpAdapterHost['httpAdapter'] | null };
    const fastify = httpAdapter?.getInstance<FastifyInstance>();
    fastify?.addContentTypeParser('application/pkix-crl', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
  }
}
