/** Why a certificate was refused. Each has its own page in the widget. */
export const certificateErrorCodes = [
  'certificate.missing',
  'certificate.malformed',
  'certificate.expired',
  'certificate.not_yet_valid',
  'certificate.untrusted',
  'certificate.self_signed',
  'certificate.wrong_purpose',
  'certificate.is_authority',
  'certificate.weak_key',
  'certificate.revoked',
  'certificate.revocation_unknown',
  'certificate.refused_by_proxy',
  'certificate.header_mismatch',
  'certificate.subject_absent',
  'certificate.not_linked',
  'certificate.account_blocked',
] as const;
export type CertificateErrorCode = (typeof certificateErrorCodes)[number];

/** Every other code a client of the server can meet. */
export const generalErrorCodes = [
  'ticket.invalid',
  'ticket.expired',
  'ticket.used',
  'handoff.invalid',
  'handoff.wrong_browser',
  'handoff.wrong_account',
  'interaction.not_found',
  'interaction.wrong_step',
  'password.wrong',
  'password.too_short',
  'password.too_common',
  'account.not_found',
  'account.blocked',
  'account.login_taken',
  'account.email_taken',
  'account.last_owner',
  'identifier.not_found',
  'identifier.linked_to_you',
  'identifier.linked_to_another',
  'identifier.last_way_to_sign_in',
  'provider.not_found',
  'provider.disabled',
  'provider.unknown_type',
  'provider.in_use',
  'provider.built_in',
  'provider.no_trust_anchor',
  'provider.invalid_trust_anchor',
  'provider.private_key_given',
  'client.not_found',
  'client.id_taken',
  'client.invalid_metadata',
  'client.built_in',
  'session.not_found',
  'session.too_old',
  'request.invalid',
  'request.too_many',
  'request.wrong_origin',
  'request.not_found',
  'request.conflict',
  'token.missing',
  'token.invalid',
  'token.insufficient_scope',
  'token.insufficient_role',
  'server.unavailable',
  'server.error',
] as const;

/** Codes that only callers of the management API and the panel meet; nobody at a sign-in page does. */
export const administrationErrorCodes = [
  'request.malformed',
  'request.too_large',
  'request.media_type',
  'client.method_conflict',
  'client.method_without_credential',
  'credential.not_found',
  'credential.in_use',
  'credential.duplicate',
  'credential.too_many',
  'credential.private_key_given',
  'credential.not_a_certificate',
  'credential.several_certificates',
  'credential.expired',
  'credential.weak_key',
  'credential.invalid_dn',
  'credential.invalid_san',
  'credential.invalid_key',
  'credential.wrong_type',
  'credential.thumbprint_mismatch',
  'trust_anchor.not_found',
  'trust_anchor.duplicate',
  'trust_anchor.invalid',
  'resource_server.not_found',
  'resource_server.identifier_taken',
  'resource_server.built_in',
  'client_grant.not_found',
  'client_grant.duplicate',
  'gateway.certificate_not_found',
  'gateway.certificate_id_taken',
  'gateway.certificate_in_use',
  'gateway.wrong_password',
  'gateway.not_a_pfx',
  'gateway.no_certificate_in_file',
  'gateway.several_keys',
  'gateway.no_private_key',
  'gateway.key_mismatch',
  'gateway.invalid_key',
  'gateway.key_file_too_costly',
  'gateway.authority_not_found',
  'gateway.authority_in_use',
  'gateway.not_an_authority',
  'gateway.backend_not_found',
  'gateway.backend_name_taken',
  'gateway.backend_in_use',
  'gateway.address_refused',
  'gateway.api_not_found',
  'gateway.api_name_taken',
  'gateway.path_taken',
  'gateway.configuration_refused',
  'gateway.not_confirmed',
  'gateway.disabled',
  'gateway.no_client_certificate',
  'gateway.other_thumbprint',
  'gateway.not_uploaded',
  'gateway.other_identity',
  'gateway.token_missing',
  'gateway.token_invalid',
  'gateway.token_not_bound',
  'gateway.token_of_another_certificate',
  'gateway.token_insufficient_scope',
] as const;
export type ErrorCode =
  CertificateErrorCode | (typeof generalErrorCodes)[number] | (typeof administrationErrorCodes)[number];

/** A problem response (RFC 9457), media type `application/problem+json`. */
export interface Problem {
  /** `urn:postern:error:` followed by the code. */
  readonly type: string;
  readonly status: number;
  readonly code: ErrorCode;
  /** One English sentence for integrators; pages show their own text by `code`. */
  readonly title: string;
  /** What to do next. */
  readonly detail?: string;
  /** Fields that were refused, by their path in the request body. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** Request id, for support. */
  readonly instance?: string;
}
