import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of the gateway. */
export const gatewayProblems: ProblemsOf<'gateway'> = {
  'gateway.certificate_not_found': {
    title: 'The gateway has no certificate with this id.',
    detail: 'See GET /api/v2/gateway/certificates and /api/v2/gateway/caller-certificates.',
  },
  'gateway.certificate_id_taken': {
    title: 'The gateway already has a certificate with this id.',
    detail: 'Choose another id, or replace that one with PUT.',
  },
  'gateway.certificate_in_use': {
    title: 'The certificate is in use, so it cannot be deleted.',
    detail: 'First detach it from the APIs and upstreams listed in errors.',
  },
  'gateway.wrong_password': {
    title: 'The password does not open the file.',
    detail: 'Send the password that the .pfx or key was exported with.',
  },
  'gateway.not_a_pfx': {
    title: 'The file is not a .pfx (PKCS #12), or is damaged.',
    detail: 'Export it again, or upload certificate and key as PEM.',
  },
  'gateway.no_certificate_in_file': {
    title: 'The upload contains no certificate.',
    detail: 'Export the certificate together with its private key.',
  },
  'gateway.several_keys': {
    title: 'The file contains several private keys.',
    detail: 'Export one certificate with its key into a file of its own.',
  },
  'gateway.no_private_key': {
    title: 'The upload contains no private key.',
    detail:
      "Export the certificate together with its key; upload callers' certificates, without keys, to caller-certificates.",
  },
  'gateway.key_mismatch': {
    title: 'The private key does not belong to the certificate.',
    detail: 'Upload the key that the certificate was issued for.',
  },
  'gateway.invalid_key': {
    title: 'The private key cannot be read, or is too weak.',
    detail: 'Use an EC key (P-256, P-384, P-521), or RSA with at least 2048 bits, in PKCS #8, PKCS #1 or SEC 1.',
  },
  'gateway.key_file_too_costly': {
    title: 'Opening the file would take too long.',
    detail: 'Export it with at most 600,000 rounds (iterations) of key derivation.',
  },
  'gateway.unsupported_encryption': {
    title: 'The encryption of the file is not supported.',
    detail: 'Export it with AES-256, or upload certificate and key as PEM. errors lists what is not supported.',
  },
  'gateway.trust_anchor_not_found': {
    title: 'The gateway has no trust anchor with this id.',
    detail: 'See GET /api/v2/gateway/trust-anchors.',
  },
  'gateway.trust_anchor_in_use': {
    title: 'The trust anchor is in use, so it cannot be deleted.',
    detail: 'First remove it from the policies of the APIs listed in errors.',
  },
  'gateway.not_an_authority': {
    title: 'The certificate may not issue others.',
    detail: "Upload the CA certificate that signed the callers' certificates.",
  },
  'gateway.upstream_not_found': {
    title: 'The gateway has no upstream with this id.',
    detail: 'See GET /api/v2/gateway/upstreams.',
  },
  'gateway.upstream_name_taken': { title: 'Another upstream has this name.', detail: 'Choose another name.' },
  'gateway.upstream_in_use': {
    title: 'The upstream is in use, so it cannot be deleted.',
    detail: 'First choose another upstream for the APIs listed in errors, and apply them.',
  },
  'gateway.address_refused': {
    title: 'An upstream cannot use this address.',
    detail: 'Link-local and multicast addresses, cloud metadata services and Postern itself are refused.',
  },
  'gateway.api_not_found': {
    title: 'The gateway has no API with this id.',
    detail: 'See GET /api/v2/gateway/apis.',
  },
  'gateway.api_name_taken': { title: 'Another API has this name.', detail: 'Choose another name.' },
  'gateway.path_taken': {
    title: 'Another API has this path.',
    detail: 'Choose another path; longer ones below it are possible.',
  },
  'gateway.configuration_refused': {
    title: 'Nginx refuses this configuration, so it was not applied.',
    detail: 'The message from Nginx is in errors. The previous configuration is still in use.',
  },
  'gateway.not_confirmed': {
    title: 'Nginx has not confirmed the configuration.',
    detail: 'Check that the gateway agent is running; the configuration takes effect as soon as it does.',
  },
  'gateway.disabled': {
    title: 'This installation runs no gateway.',
    detail: 'Set GATEWAY_AGENT_SOCKET and see docs/gateway/operation.md.',
  },
  'gateway.no_client_certificate': {
    title: 'The caller sent no client certificate.',
    detail: 'Call with a certificate that the API accepts.',
  },
  'gateway.other_thumbprint': {
    title: "The certificate's thumbprint differs from the one in the policy.",
    detail: 'Call with the certificate that the policy names, or change the policy.',
  },
  'gateway.not_uploaded': {
    title: 'The certificate is not among the uploaded ones.',
    detail: 'Upload it to the gateway first.',
  },
  'gateway.other_identity': {
    title: 'The certificate has none of the identities in the policy.',
    detail: 'Compare the certificate with the identities in the policy.',
  },
  'gateway.token_missing': {
    title: 'The call contains no access token.',
    detail: 'Send Authorization: Bearer with a certificate-bound token.',
  },
  'gateway.token_invalid': {
    title: 'The access token is malformed, expired, revoked or meant for another API.',
    detail: 'Get a new one from the token endpoint.',
  },
  'gateway.token_not_bound': {
    title: 'The access token is not bound to a certificate.',
    detail: 'Switch certificate-bound access tokens on for the application (RFC 8705).',
  },
  'gateway.token_of_another_certificate': {
    title: 'The access token is bound to another certificate.',
    detail: 'Call with the certificate that the token was issued for.',
  },
  'gateway.level_not_reached': {
    title:
      'The person behind the access token did not sign in at a level that the policy requires, or did so too long ago.',
    detail: 'Sign in again with the acr_values and max_age in the WWW-Authenticate header (RFC 9470 §3).',
  },
  'gateway.token_insufficient_scope': {
    title: 'The access token lacks a scope that the policy requires.',
    detail: 'Request a token with these scopes.',
  },
};
