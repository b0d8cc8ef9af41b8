import { Injectable } from '@nestjs/common';
import {
  CertificateListenersConfig,
  type ProxiedCertificate,
  ProxiedCertificateReader,
} from '@postern/certificate-kit';
import { NotFoundError } from '@postern/errors';
import type { FastifyRequest } from 'fastify';

export type ClientCertificate = ProxiedCertificate;

/** The certificate that a person's browser showed: only on requests that came in over people's certificate listener. */
@Injectable()
export class ClientCertificateLookup {
  private readonly reader: ProxiedCertificateReader;

  constructor({ PROXY_SECRET }: CertificateListenersConfig) {
    this.reader = new ProxiedCertificateReader(PROXY_SECRET, 'people');
  }

  /**
   * @throws NotFoundError `request.not_found` on any other socket
   * @throws RefusedCertificateError `certificate.header_mismatch`, `certificate.missing`, `certificate.malformed`
   */
  find({ raw }: Pick<FastifyRequest, 'raw'>): ClientCertificate {
    const found = this.reader.read(raw);
    if (found === undefined) throw new NotFoundError('request.not_found', 'not the certificate listener');
    return found;
  }

  /**
   * Id of the method whose own origin the handshake was for; null at the shared one.
   *
   * @throws as `find`
   */
  methodOf({ raw }: Pick<FastifyRequest, 'raw'>): string | null {
    const found = this.reader.methodOf(raw);
    if (found === undefined) throw new NotFoundError('request.not_found', 'not the certificate listener');
    return found;
  }
}
