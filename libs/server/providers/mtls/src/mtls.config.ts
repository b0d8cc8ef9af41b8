import { Required } from '@postern/config';
import { IsOptional, Matches } from 'class-validator';

/** People's certificate listener: where browsers reach it. */
export class MtlsConfig {
  /** Origin whose TLS handshake asks for a certificate; always the same, so that a browser remembers the choice. */
  @Required()
  @Matches(/^https:\/\/[^/{}]+$/, {
    message: 'must be set to an origin such as https://id.example.org:3443, without a path',
  })
  MTLS_ORIGIN!: string;

  /**
   * Origin that makes a browser ask again which certificate to use: `{attempt}` is replaced by a label never used before,
   * so the name needs a wildcard in DNS and in the server certificate. Origins of single methods
   * are below the same name (docs/certificate-origins.md). Unset: MTLS_ORIGIN is used for all, and browsers do not ask again.
   */
  @IsOptional()
  @Matches(/^https:\/\/\{attempt\}\.[^/{}]+$/, {
    message: 'must be an origin such as https://{attempt}.mtls.example.org:3443',
  })
  MTLS_FRESH_ORIGIN?: string = undefined;
}
