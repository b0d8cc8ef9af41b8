import { Required } from '@postern/config';
import { IsArray, IsOptional, Matches } from 'class-validator';

/** The certificate listener: where browsers reach it, and how the server knows that Nginx speaks for it. */
export class MtlsConfig {
  /** Origin whose TLS handshake asks for a certificate; always the same, so that a browser remembers the choice. */
  @Required()
  @Matches(/^https:\/\/[^/{}]+$/, {
    message: 'must be set to an origin such as https://id.example.org:3443, without a path',
  })
  MTLS_ORIGIN!: string;

  /**
   * Origin that makes a browser ask again which certificate to use: `{attempt}` is replaced by a label never used before,
   * so the name needs a wildcard in DNS and in the server certificate. Unset: MTLS_ORIGIN is used, and browsers do not ask again.
   */
  @IsOptional()
  @Matches(/^https:\/\/\{attempt\}\.[^/{}]+$/, {
    message: 'must be an origin such as https://{attempt}.mtls.example.org:3443',
  })
  MTLS_FRESH_ORIGIN?: string = undefined;

  /**
   * Files with certificate revocation lists, PEM or DER, comma separated; read again when they change. A certificate
   * authority that has a list here is checked at every sign-in, and lets nobody in once its list ran out.
   */
  @IsArray()
  MTLS_CRL_FILES: string[] = [];

  /** Shared with Nginx, which proves by it that a request came over the certificate listener. At least 32 random characters. */
  @Required()
  @Matches(/^(?!(.)\1+$)[\x21-\x7e]{32,}$/, {
    message: 'must be set to at least 32 random characters: openssl rand -hex 32',
  })
  PROXY_SECRET!: string;
}
