import type { ErrorCode } from '@postern/contracts';

export interface ProblemText {
  readonly title: string;
  /** The next step. */
  readonly detail?: string;
}

/** What problem responses say to integrators, in English; pages show their own texts by code. */
export const problemTexts: Readonly<Record<ErrorCode, ProblemText>> = {
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
    title: 'The certificate was not issued by an authority that this sign-in method trusts.',
    detail: 'Use a certificate of a trusted authority, or ask an administrator to add its trust anchor.',
  },
  'certificate.self_signed': {
    title: 'The certificate is self-signed.',
    detail: 'Use a certificate that a trusted authority issued.',
  },
  'certificate.wrong_purpose': {
    title: 'The certificate is not meant for client authentication.',
    detail: 'Use a certificate whose extended key usage names clientAuth.',
  },
  'certificate.is_authority': {
    title: 'The certificate is that of an authority, not of a person.',
    detail: 'Use an end-entity certificate.',
  },
  'certificate.weak_key': {
    title: "The certificate's key or signature is too weak.",
    detail: 'Use an EC key, or RSA with at least 2048 bits, signed with SHA-256 or better.',
  },
  'certificate.revoked': {
    title: 'The certificate was revoked by its issuer.',
    detail: 'Ask the issuer for a new one.',
  },
  'certificate.revocation_unknown': {
    title: 'Whether the certificate was revoked cannot be found out now.',
    detail: 'Try again later; an administrator should check the revocation lists.',
  },
  'certificate.refused_by_proxy': {
    title: 'The proxy in front of Postern refused the certificate.',
    detail: 'Use another certificate; an administrator should compare the CA bundle of Nginx with the trust anchors.',
  },
  'certificate.header_mismatch': {
    title: 'What the proxy says about the certificate contradicts the certificate.',
    detail: 'An administrator should check the Nginx configuration.',
  },
  'certificate.subject_absent': {
    title: 'The certificate lacks the field by which this sign-in method identifies people.',
    detail: 'Use another certificate, or change how the method identifies people.',
  },
  'certificate.not_linked': {
    title: 'The certificate is good, but it belongs to no account.',
    detail: 'Sign in another way and link it to the profile.',
  },
  'certificate.account_blocked': {
    title: 'The account that the certificate belongs to is blocked.',
    detail: 'Ask an administrator to unblock the account.',
  },
  'ticket.invalid': { title: 'The sign-in ticket is not valid.', detail: 'Start again from the application.' },
  'ticket.expired': { title: 'The sign-in ticket has run out.', detail: 'Start again from the application.' },
  'ticket.used': { title: 'The sign-in ticket was used already.', detail: 'Start again from the application.' },
  'handoff.invalid': {
    title: 'The one-time code is unknown, has run out or was used already.',
    detail: 'Start again from the application.',
  },
  'handoff.wrong_browser': {
    title: 'The one-time code belongs to another browser.',
    detail: 'Finish the sign-in in the browser that began it.',
  },
  'handoff.wrong_account': {
    title: 'The one-time code was made for another account.',
    detail: 'Sign in with the account that began to link the certificate.',
  },
  'interaction.not_found': {
    title: 'The sign-in is unknown or has run out.',
    detail: 'Start again from the application.',
  },
  'interaction.wrong_step': {
    title: 'The sign-in is at another step.',
    detail: 'Read the interaction again and continue from its step.',
  },
  'password.wrong': { title: 'Login or password is wrong.', detail: 'Check both and try again.' },
  'password.too_short': { title: 'The password is too short.', detail: 'Choose a longer one.' },
  'password.too_common': {
    title: 'The password is among those that are guessed first.',
    detail: 'Choose one that nobody else would choose.',
  },
  'account.not_found': { title: 'There is no such account.' },
  'account.blocked': { title: 'The account is blocked.', detail: 'Ask an administrator to unblock it.' },
  'account.login_taken': { title: 'The login belongs to another account.', detail: 'Choose another login.' },
  'account.email_taken': { title: 'The e-mail address belongs to another account.', detail: 'Use another address.' },
  'account.last_owner': {
    title: 'This is the last owner.',
    detail: 'Make another account owner first.',
  },
  'identifier.not_found': { title: 'There is no such identifier.' },
  'identifier.linked_to_you': {
    title: 'The identifier is linked to this profile already.',
    detail: 'Nothing has to be done.',
  },
  'identifier.linked_to_another': {
    title: 'The identifier is linked to another profile.',
    detail: 'Remove it there first.',
  },
  'identifier.last_way_to_sign_in': {
    title: 'This is the only way left to sign in to the account.',
    detail: 'Set a password or link another identifier first.',
  },
  'provider.not_found': { title: 'There is no such sign-in method.' },
  'provider.disabled': { title: 'The sign-in method is switched off.', detail: 'Use another method.' },
  'provider.unknown_type': {
    title: 'This server has no sign-in provider of that type.',
    detail: 'GET /api/v2/sign-in-methods/types lists the types there are.',
  },
  'provider.in_use': {
    title: 'Identifiers are linked through this sign-in method; how it identifies people cannot change now.',
    detail: 'Create a second method that identifies people the other way, or remove the identifiers first.',
  },
  'provider.built_in': {
    title: 'Built-in sign-in methods cannot be created or deleted.',
    detail: 'Switch the method off instead.',
  },
  'provider.no_trust_anchor': {
    title: 'The sign-in method has no trust anchor.',
    detail: 'Add the certificate of at least one authority.',
  },
  'provider.invalid_trust_anchor': {
    title: 'A trust anchor cannot be used.',
    detail: "Give authorities' certificates in PEM, one or more, valid now.",
  },
  'provider.private_key_given': {
    title: 'A private key was given where a certificate belongs. It was not stored.',
    detail: 'Send the certificate only, and consider the key compromised.',
  },
  'client.not_found': { title: 'There is no such application.' },
  'client.id_taken': { title: 'The client id belongs to another application.', detail: 'Choose another client id.' },
  'client.invalid_metadata': {
    title: "The application's settings contradict each other or a standard.",
    detail: 'Correct the fields that are named.',
  },
  'client.built_in': {
    title: 'This application belongs to Postern itself; it cannot be deleted or sent elsewhere.',
    detail: 'Create an application of your own.',
  },
  'session.not_found': { title: 'There is no such session.', detail: 'It may have ended already.' },
  'request.invalid': { title: 'The request is not valid.', detail: 'Correct the fields that are named.' },
  'request.too_many': { title: 'Too many requests.', detail: 'Wait as long as Retry-After says and try again.' },
  'request.wrong_origin': {
    title: 'The request comes from another site.',
    detail: 'Send it from the public origin.',
  },
  'request.not_found': { title: 'There is nothing at this address.', detail: 'See /api/docs for what there is.' },
  'request.conflict': {
    title: 'The request contradicts what is stored.',
    detail: 'Read the current state and try again.',
  },
  'token.missing': { title: 'The request has no access token.', detail: 'Send Authorization: Bearer with a token.' },
  'token.invalid': {
    title: 'The access token is malformed, expired, revoked or meant for another API.',
    detail: 'Get a new one from the token endpoint.',
  },
  'token.insufficient_scope': {
    title: 'The access token lacks a scope.',
    detail: 'Ask for a token with the scopes named in WWW-Authenticate.',
  },
  'token.insufficient_role': {
    title: 'The role of this account does not allow that.',
    detail: 'Ask an owner or administrator.',
  },
  'server.unavailable': { title: 'The server cannot answer just now.', detail: 'Try again in a moment.' },
  'server.error': {
    title: 'Something went wrong in the server.',
    detail: 'Report the request id to an administrator.',
  },
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
    detail: 'Set GATEWAY_DIR and see docs/gateway.md.',
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
