import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of certificates. */
export const certificateProblems: ProblemsOf<'certificate'> = {
  'certificate.missing': {
    title: 'No certificate was sent.',
    detail: 'Choose a certificate when the browser asks for one, or import one into the browser first.',
  },
  'certificate.malformed': {
    title: 'The certificate cannot be read.',
    detail: 'Send one X.509 certificate in PEM or DER.',
  },
  'certificate.expired': { title: 'The certificate has expired.', detail: 'Use a certificate that is valid now.' },
  'certificate.not_yet_valid': {
    title: 'The certificate is not valid yet.',
    detail: 'Check the clock, or wait until the certificate becomes valid.',
  },
  'certificate.untrusted': {
    title: 'The certificate was not issued by a CA that this sign-in method trusts.',
    detail: 'Use a certificate from a trusted CA, or ask an administrator to add its trust anchor.',
  },
  'certificate.self_signed': {
    title: 'The certificate is self-signed.',
    detail: 'Use a certificate issued by a trusted CA.',
  },
  'certificate.wrong_purpose': {
    title: 'The certificate is not meant for client authentication.',
    detail: 'Use a certificate whose extended key usage names clientAuth.',
  },
  'certificate.is_authority': {
    title: "The certificate is a CA certificate, not a person's.",
    detail: 'Use an end-entity certificate.',
  },
  'certificate.weak_key': {
    title: "The certificate's key or signature is too weak.",
    detail: 'Use an EC key, or RSA with at least 2048 bits, signed with SHA-256 or better.',
  },
  'certificate.critical_extension': {
    title: 'The certificate, or one of its issuers, has an unsupported critical extension.',
    detail: 'Use a certificate without it; the event log names its OID.',
  },
  'certificate.unsupported_algorithm': {
    title: 'The certificate, or one of its issuers, uses an algorithm that is not supported yet.',
    detail: 'Use RSA, ECDSA on P-256, P-384 or P-521, or Ed25519.',
  },
  'certificate.curve_not_allowed': {
    title: 'The certificate, or one of its issuers, has a key on a Brainpool curve, which is not allowed here.',
    detail: 'Allow Brainpool curves in the settings of the sign-in method, or use another certificate.',
  },
  'certificate.name_constraint': {
    title: 'A name in the certificate violates the name constraints of an issuer.',
    detail: 'Use a certificate with names that its issuers may certify; the event log says which name it is.',
  },
  'certificate.unsupported_constraint': {
    title: 'An issuer has a critical name constraint of an unsupported form.',
    detail: 'Use a certificate of another issuer; the event log names the form.',
  },
  'certificate.policy': {
    title: 'The path to the trust anchor satisfies none of the required certificate policies.',
    detail: 'Use a certificate that was issued under the policy that its issuers require.',
  },
  'certificate.issuer_not_valid': {
    title: 'An issuer of the certificate has expired or is not valid yet.',
    detail: 'Use a certificate of an issuer that is valid now, or add the renewed issuer to the trust anchors.',
  },
  'certificate.path_too_long': {
    title: 'The certificate has more CAs above it than allowed.',
    detail: 'Use a certificate from an issuer closer to a trust anchor.',
  },
  'certificate.work_limit': {
    title: 'Validating the certificate would take too long.',
    detail: 'Use a certificate with fewer names, of issuers with fewer name constraints.',
  },
  'certificate.not_der': {
    title: 'The certificate is encoded in BER, not in DER.',
    detail: 'Have it issued by a tool that writes DER; a BOOLEAN that is TRUE must be FF.',
  },
  'certificate.revoked': {
    title: 'The certificate was revoked by its issuer.',
    detail: 'Ask the issuer for a new one.',
  },
  'certificate.blocked': {
    title: 'An administrator has blocked the certificate.',
    detail: 'Use another certificate, or ask an administrator to remove the block.',
  },
  'certificate.revocation_unknown': {
    title: 'The revocation status of the certificate is unknown.',
    detail: 'Try again later; an administrator should check the revocation lists.',
  },
  'certificate.refused_by_proxy': {
    title: 'The proxy in front of Postern refused the certificate.',
    detail: 'Use another certificate; an administrator should compare the CA bundle of Nginx with the trust anchors.',
  },
  'certificate.header_mismatch': {
    title: "The proxy's headers contradict the certificate.",
    detail: 'An administrator should check the Nginx configuration.',
  },
  'certificate.policy_missing': {
    title: 'The certificate was issued under none of the certificate policies that the method requires.',
    detail: 'Use another certificate, or change the policies of the method.',
  },
  'certificate.key_usage': {
    title: 'The certificate lacks a key usage that the method requires.',
    detail: 'Use another certificate, or change the key usages of the method.',
  },
  'certificate.too_long_lived': {
    title: 'The certificate is valid for longer than the method accepts.',
    detail: 'Use a certificate with a shorter validity, or change the longest validity of the method.',
  },
  'certificate.value_unusable': {
    title: 'No rule of the method finds a usable value in the certificate.',
    detail: 'Use a certificate with the field that the rules read, or change the rules.',
  },
  'certificate.ambiguous': {
    title: 'A rule of the method finds more than one account for the certificate.',
    detail: 'Change the rule, or the accounts that share the value.',
  },
  'certificate.affinity_too_low': {
    title: 'The account was found by a name in the certificate, but the method accepts only linked certificates.',
    detail: 'Link the certificate to the account, or accept rules that rely on a name.',
  },
  'certificate.not_linked': {
    title: 'The certificate is valid, but not linked to an account.',
    detail: 'Sign in another way and link it to the profile.',
  },
  'certificate.account_blocked': {
    title: 'The account linked to the certificate is blocked.',
    detail: 'Ask an administrator to unblock the account.',
  },
  'certificate.not_found': { title: 'There is no such certificate.', detail: 'See GET /api/v2/certificates.' },
  'certificate.private_key_given': {
    title: 'A private key was given where a certificate belongs. It was not stored.',
    detail: 'Send the certificate only, and consider the key compromised.',
  },
};
