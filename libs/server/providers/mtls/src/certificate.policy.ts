import { Injectable } from '@nestjs/common';
import { refusalOf, RevocationLists } from '@postern/certificate-kit';
import {
  assertNotAuthority,
  assertStrong,
  assertValidAt,
  type AuthorityPath,
  type Certificate,
  PathFinder,
} from '@postern/x509';
import { assertDemands, assertLeastKey } from './certificate-demands.js';
import type { MtlsParams } from './params/mtls.params.js';
import { trustStoreOf } from './trust-store-of.js';

/**
 * Decides at every sign-in whether a certificate is accepted. Only signatures are cached; dates and revocation of the whole path are
 * checked each time.
 */
@Injectable()
export class CertificatePolicy {
  private readonly paths = new PathFinder();

  constructor(private readonly revocationLists: RevocationLists) {}

  /**
   * Checks in the order in which people can act on the result; returns the path to the trust anchor.
   *
   * @throws RefusedCertificateError with every code that a certificate can be refused for
   */
  async assertAcceptable(certificate: Certificate, params: MtlsParams, at = new Date()): Promise<AuthorityPath> {
    try {
      assertStrong(certificate, { brainpool: params.brainpool === 'allowed' });
      assertLeastKey(certificate, params);
      assertValidAt(certificate, at);
      assertNotAuthority(certificate);
      const path = this.paths.find(certificate, trustStoreOf(params), at);
      assertDemands(certificate, path, params);
      await this.revocationLists.assertNotRevoked(certificate, path, at);
      return path;
    } catch (error) {
      throw refusalOf(error, certificate);
    }
  }
}
