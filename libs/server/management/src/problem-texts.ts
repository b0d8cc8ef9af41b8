import type { ErrorCode } from '@postern/contracts';
import { clientProblemTexts } from './client-problem-texts.js';
import { gatewayProblemTexts } from './gateway-problem-texts.js';
import type { ProblemText } from './problem-text.js';
import { revocationProblemTexts } from './revocation-problem-texts.js';

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
    title: 'Validating the certificate would cost too much.',
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
  'certificate.not_linked': {
    title: 'The certificate is valid, but not linked to an account.',
    detail: 'Sign in another way and link it to the profile.',
  },
  'certificate.account_blocked': {
    title: 'The account linked to the certificate is blocked.',
    detail: 'Ask an administrator to unblock the account.',
  },
  'ticket.invalid': { title: 'The sign-in ticket is not valid.', detail: 'Start again from the application.' },
  'ticket.expired': { title: 'The sign-in ticket has expired.', detail: 'Start again from the application.' },
  'ticket.used': { title: 'The sign-in ticket has already been used.', detail: 'Start again from the application.' },
  'handoff.invalid': {
    title: 'The one-time code is unknown, expired or already used.',
    detail: 'Start again from the application.',
  },
  'handoff.wrong_account': {
    title: 'The one-time code was made for another account.',
    detail: 'Sign in with the account that started linking the certificate.',
  },
  'interaction.not_found': {
    title: 'The sign-in is unknown or has expired.',
    detail: 'Start again from the application.',
  },
  'acr.not_reached': {
    title: 'The proof does not reach the level that is asked for.',
    detail: 'Sign in with one of the methods that the interaction offers.',
  },
  'sign_in.ended': {
    title: 'The proof that this sign-in depends on was revoked.',
    detail: 'Sign in again.',
  },
  'password.wrong': { title: 'Wrong username or password.', detail: 'Check both and try again.' },
  'password.too_short': { title: 'The password is too short.', detail: 'Choose a longer one.' },
  'password.too_common': {
    title: 'The password is too common.',
    detail: 'Choose one that is hard to guess.',
  },
  'password.must_change': {
    title: 'This one-time password must be replaced.',
    detail: 'Send username and password again, with a `newPassword`.',
  },
  'password.one_time_expired': {
    title: 'This one-time password has expired.',
    detail: 'Ask an administrator for a new one.',
  },
  'password.one_time_used': {
    title: 'This one-time password no longer works.',
    detail: 'Sign in with the password you chose. If you did not choose one, tell an administrator immediately.',
  },
  'password.unchanged': {
    title: 'The new password is the one-time password.',
    detail: 'Choose another one, which only you know.',
  },
  'password.current_wrong': {
    title: 'The current password is wrong.',
    detail: 'Enter the password that you sign in with now.',
  },
  'account.not_found': { title: 'There is no such account.' },
  'account.blocked': { title: 'The account is blocked.', detail: 'Ask an administrator to unblock it.' },
  'account.username_taken': { title: 'Another account has this username.', detail: 'Choose another username.' },
  'account.email_taken': { title: 'Another account has this e-mail address.', detail: 'Use another address.' },
  'group.not_found': {
    title: 'There is no such group.',
    detail: 'The group may have been deleted.',
  },
  'group.name_taken': {
    title: 'A group with this name already exists.',
    detail: 'Another group has this name. Upper and lower case make no difference.',
  },
  'account.last_owner': {
    title: 'This is the last owner.',
    detail: 'Make another account owner first.',
  },
  'identifier.not_found': { title: 'There is no such identifier.' },
  'identifier.linked_to_you': {
    title: 'The identifier is already linked to this profile.',
    detail: 'You do not need to do anything.',
  },
  'identifier.linked_to_another': {
    title: 'The identifier is linked to another profile.',
    detail: 'Remove it there first.',
  },
  'identifier.last_way_to_sign_in': {
    title: 'This is the only way left to sign in to the account.',
    detail: 'Set a password or link another identifier first.',
  },
  'sign_in_method.not_found': { title: 'There is no such sign-in method.' },
  'sign_in_method.disabled': { title: 'The sign-in method is switched off.', detail: 'Use another method.' },
  'provider.unknown_type': {
    title: 'This server has no sign-in provider of that type.',
    detail: 'GET /api/v2/sign-in-methods/types lists the available types.',
  },
  'sign_in_method.in_use': {
    title: 'Identifiers are linked through this sign-in method; how it identifies people cannot change now.',
    detail: 'Create a second method that identifies people the other way, or remove the identifiers first.',
  },
  'sign_in_method.built_in': {
    title: 'Built-in sign-in methods cannot be created or deleted.',
    detail: 'Switch the method off instead.',
  },
  'sign_in_method.locks_out_owners': {
    title: 'Owners could no longer sign in.',
    detail: 'Give the people named in errors another way to sign in first.',
  },
  'sign_in_method.no_trust_anchor': {
    title: 'The sign-in method has no trust anchor.',
    detail: 'Add at least one CA certificate.',
  },
  'sign_in_method.revocation_list_unusable': {
    title: 'A revocation list cannot be used.',
    detail: 'See problemDetail for its file and the reason. Certificates of other CAs are not affected.',
  },
  'sign_in_method.invalid_trust_anchor': {
    title: 'A trust anchor cannot be used.',
    detail: 'Send one or more CA certificates in PEM that are valid now.',
  },
  'certificate.private_key_given': {
    title: 'A private key was given where a certificate belongs. It was not stored.',
    detail: 'Send the certificate only, and consider the key compromised.',
  },
  'client.not_found': { title: 'There is no such application.' },
  'client.invalid_metadata': {
    title: "The application's settings contradict each other or a standard.",
    detail: 'Correct the fields listed in errors.',
  },
  'client.built_in': {
    title: 'This application is part of Postern; it cannot be deleted or redirected.',
    detail: 'Create an application of your own.',
  },
  'session.too_old': {
    title: 'The last sign-in is too old for this.',
    detail: 'Sign in again, and repeat the request within five minutes.',
  },
  'session.not_found': { title: 'There is no such session.', detail: 'It may have ended already.' },
  'request.invalid': { title: 'The request is not valid.', detail: 'Correct the fields listed in errors.' },
  'request.malformed': {
    title: 'The request cannot be read.',
    detail: 'Send a body in JSON, as Content-Type says, to an address without stray percent signs.',
  },
  'request.too_large': { title: 'The request is too large.', detail: 'Send less at once.' },
  'request.media_type': {
    title: 'The content type of the body is not supported.',
    detail: 'Send JSON, with Content-Type: application/json.',
  },
  'request.too_many': { title: 'Too many requests.', detail: 'Wait as long as Retry-After says and try again.' },
  'request.wrong_origin': {
    title: 'The request comes from another site.',
    detail: 'Send it from the public origin.',
  },
  'request.not_found': {
    title: 'No resource exists at this URL.',
    detail: 'See /api/docs for the available resources.',
  },
  'request.conflict': {
    title: 'The request conflicts with the stored state.',
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
  'token.exceeds_own_rights': {
    title: 'This would grant or change more rights than the caller has.',
    detail: 'Ask someone who has the scopes listed in errors.',
  },
  'server.unavailable': { title: 'The server is temporarily unavailable.', detail: 'Try again in a moment.' },
  'server.busy': {
    title: 'Too many people are signing in right now.',
    detail: 'Wait as long as Retry-After says and try again.',
  },
  'server.error': {
    title: 'Something went wrong in the server.',
    detail: 'Report the request id to an administrator.',
  },
  'audit_event.not_found': { title: "There is no such event, or it is older than the log's retention period." },
  ...clientProblemTexts,
  ...gatewayProblemTexts,
  ...revocationProblemTexts,
};
