import type { AcceptedIssuer } from '@postern/contracts';
import { type Authority, summarize } from '@postern/x509';

const most = 10;

/** Names of CAs for somebody whose certificate comes from another one; their keys tell namesakes apart (RFC 5280 §4.2.1.2). */
export const acceptedIssuers = (authorities: readonly Authority[]): readonly AcceptedIssuer[] =>
  authorities
    .slice(0, most)
    .map(({ certificate }) => ({ name: summarize(certificate).name, keyId: certificate.subjectKeyId ?? null }));
