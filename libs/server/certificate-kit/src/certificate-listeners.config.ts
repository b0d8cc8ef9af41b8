import { Required } from '@postern/config';
import { IsArray, Matches } from 'class-validator';

/** What holds for both listeners that ask for a certificate, people's and applications'. */
export class CertificateListenersConfig {
  /** Shared with Nginx, which proves by it that a request came over one of the two. At least 32 random characters. */
  @Required()
  @Matches(/^(?!(.)\1+$)[\x21-\x7e]{32,}$/, {
    message: 'must be set to at least 32 random characters: openssl rand -hex 32',
  })
  PROXY_SECRET!: string;

  /**
   * Files with certificate revocation lists, PEM, DER or base64, comma separated; read again when they change. A certificate
   * authority that has a list here is checked whenever a certificate is used; once its list has expired, all its certificates are refused.
   * Complete, partial, delta and indirect lists apply to what they cover; a PEM file may hold the certificates of their signers too.
   */
  @IsArray()
  MTLS_CRL_FILES: string[] = [];
}
