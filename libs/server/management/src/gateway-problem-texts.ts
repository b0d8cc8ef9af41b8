import type { ErrorCode } from '@postern/contracts';
import type { ProblemText } from './problem-text.js';

/** The texts of everything about the API gateway. */
export const gatewayProblemTexts: Readonly<Record<Extract<ErrorCode, `gateway.${string}`>, ProblemText>> = {
  'gateway.certificate_not_found': {
    title: 'The gateway has no certificate with this id.',
    detail: 'See GET /api/v2/gateway/certificates and /api/v2/gateway/caller-certificates.',
  },
  'gateway.certificate_id_taken': {
    title: 'The gateway has a certificate with this id already.',
    detail: 'Choose another id, or replace that one with PUT.',
  },
  'gateway.certificate_in_use': {
    title: 'The certificate is in use, so it cannot be deleted.',
    detail: 'Detach it first from the APIs and back ends that errors names.',
  },
  'gateway.wrong_password': {
    title: 'The password does not open the file.',
    detail: 'Give the password that the .pfx or key was exported with.',
  },
  'gateway.not_a_pfx': {
    title: 'The file is no .pfx (PKCS #12), or is damaged.',
    detail: 'Export it again, or upload certificate and key as PEM.',
  },
  'gateway.no_certificate_in_file': {
    title: 'There is no certificate in what was uploaded.',
    detail: 'Export the certificate together with its private key.',
  },
  'gateway.several_keys': {
    title: 'There are several private keys in the file.',
    detail: 'Export one certificate with its key into a file of its own.',
  },
  'gateway.no_private_key': {
    title: 'There is no private key in what was uploaded.',
    detail: 'Export the certificate together with its key; certificates of callers, without key, belong elsewhere.',
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
    title: 'The file is encrypted in a way that is not supported.',
    detail: 'Export it with AES-256, or upload certificate and key as PEM. errors names what is not supported.',
  },
  'gateway.authority_not_found': {
    title: 'The gateway has no authority with this id.',
    detail: 'See GET /api/v2/gateway/authorities.',
  },
  'gateway.authority_in_use': {
    title: 'The authority is in use, so it cannot be deleted.',
    detail: 'Take it out of the policies of the APIs that errors names first.',
  },
  'gateway.not_an_authority': {
    title: 'The certificate may not issue others.',
    detail: 'Upload the CA certificate that signed those of the callers.',
  },
  'gateway.backend_not_found': {
    title: 'The gateway has no back end with this id.',
    detail: 'See GET /api/v2/gateway/backends.',
  },
  'gateway.backend_name_taken': { title: 'Another back end has this name.', detail: 'Choose another name.' },
  'gateway.backend_in_use': {
    title: 'The back end is in use, so it cannot be deleted.',
    detail: 'Give the APIs that errors names another back end first, and apply them.',
  },
  'gateway.address_refused': {
    title: 'No back end can be at this address.',
    detail:
      'Link-local and multicast addresses, those at which a cloud tells a machine its secrets, and Postern itself are refused.',
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
    detail: 'What Nginx says about it stands in errors; what served before goes on serving.',
  },
  'gateway.not_confirmed': {
    title: 'Nginx has not confirmed the configuration.',
    detail: 'Check that the program that looks after Nginx runs; it is applied as soon as it does.',
  },
  'gateway.disabled': {
    title: 'This installation runs no gateway.',
    detail: 'Set GATEWAY_AGENT_SOCKET and see docs/gateway/operation.md.',
  },
  'gateway.no_client_certificate': {
    title: 'The caller showed no client certificate.',
    detail: 'Call with a certificate that the API accepts.',
  },
  'gateway.other_thumbprint': {
    title: "The certificate's thumbprint is not the desired one.",
    detail: 'Call with the certificate that the policy names, or change the policy.',
  },
  'gateway.not_uploaded': {
    title: 'The certificate is not among the uploaded ones.',
    detail: 'Upload it to the gateway first.',
  },
  'gateway.other_identity': {
    title: 'The certificate has none of the identities that the policy lists.',
    detail: 'Compare the certificate with the identities in the policy.',
  },
  'gateway.token_missing': {
    title: 'The call carries no access token.',
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
  'gateway.token_insufficient_scope': {
    title: 'The access token lacks a scope that the policy asks for.',
    detail: 'Ask for a token with these scopes.',
  },
};
