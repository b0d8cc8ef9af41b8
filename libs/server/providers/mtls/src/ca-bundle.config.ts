import { IsString } from 'class-validator';

/** What the server writes for Nginx. */
export class CaBundleConfig {
  /**
   * File that the server keeps current with the certificate authorities of all enabled mTLS methods (PEM), for Nginx's
   * `ssl_client_certificate`; reload Nginx when it changes. Empty: not written.
   */
  @IsString()
  MTLS_CA_BUNDLE_FILE = '';
}
