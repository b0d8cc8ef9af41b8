import { existsSync } from 'node:fs';

/** Where Debian, Red Hat, Alpine, SUSE and macOS keep the authorities that a machine trusts, as one PEM file. */
const usualPlaces = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
  '/etc/ssl/ca-bundle.pem',
];

/** The machine's own list of trust anchors; where there is none, upstreams need a trusted CA of their own. */
export const systemTrustAnchors = (): string => usualPlaces.find((path) => existsSync(path)) ?? usualPlaces[0]!;
