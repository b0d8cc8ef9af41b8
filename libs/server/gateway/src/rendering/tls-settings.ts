import { createHash } from 'node:crypto';
import { certificateToPem } from '@postern/x509';
import type { RoutedUpstream } from './gateway-model.js';

/** TLS settings of connections to an upstream: upstreams with the same settings share a location and its files. */
export interface TlsSettings {
  /** Name of the location. */
  readonly name: string;
  /** Directives, in order. */
  readonly directives: readonly string[];
  /** Files that they name. */
  readonly files: Readonly<Record<string, string>>;
}

const digest = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);
const pemOf = (certificates: readonly Uint8Array[]): string => certificates.map(certificateToPem).join('');

/** Files are named by what is in them, so a replaced certificate is another file and another setting. */
export const tlsSettings = ({ url, trusted, skipCertificateChainValidation, shown }: RoutedUpstream): TlsSettings => {
  const files: Record<string, string> = {};
  const directives: string[] = [];
  if (url.startsWith('https:')) {
    directives.push(`proxy_ssl_verify ${skipCertificateChainValidation ? 'off' : 'on'};`);
    if (!skipCertificateChainValidation) {
      directives.push('proxy_ssl_verify_depth 5;', `proxy_ssl_trusted_certificate ${trustedFile(trusted, files)};`);
    }
    if (shown !== null) {
      const certificate = pemOf(shown.certificates);
      const name = `client-${digest(certificate + shown.key, 32)}`;
      Object.assign(files, { [`${name}.crt`]: certificate, [`${name}.key`]: shown.key });
      directives.push(
        `proxy_ssl_certificate "@files@/${name}.crt";`,
        `proxy_ssl_certificate_key "@files@/${name}.key";`,
      );
    }
  }
  return { name: `t${digest(directives.join(), 16)}`, directives, files };
};

const trustedFile = (trusted: RoutedUpstream['trusted'], files: Record<string, string>): string => {
  if (trusted === null) return '"@system-ca@"';
  const pem = pemOf(trusted);
  const name = `anchors-${digest(pem, 32)}.ca`;
  files[name] = pem;
  return `"@files@/${name}"`;
};
