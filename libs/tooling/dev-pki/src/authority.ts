import { issueCertificate, issueSelfSigned, type CertificateOptions, type Issued } from './certificate.js';

/** A certificate authority: an issued CA certificate and its key. */
export type Authority = Issued;

export interface AuthorityOptions extends Omit<CertificateOptions, 'isAuthority'> {
  /** The authority above; a root when absent. */
  readonly issuer?: Authority;
  /** How long it is valid from now, unless `notAfter` says; ten years unless told. */
  readonly days?: number;
}

const day = 86_400_000;

/** Makes a root authority, or one below `issuer`. */
export const createAuthority = ({ issuer, days = 3650, ...options }: AuthorityOptions): Promise<Authority> => {
  const certificate: CertificateOptions = {
    ...options,
    isAuthority: true,
    notAfter: options.notAfter ?? new Date(Date.now() + days * day),
  };
  return issuer === undefined ? issueSelfSigned(certificate) : issueCertificate(issuer, certificate);
};
