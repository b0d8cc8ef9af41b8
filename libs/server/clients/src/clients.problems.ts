import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of applications, their credentials, APIs and grants. */
export const clientProblems: ProblemsOf<'client' | 'credential' | 'trust_anchor' | 'resource_server' | 'client_grant'> =
  {
    'client.not_found': { title: 'There is no such application.' },
    'client.access_denied': {
      title: 'This person may not enter the application.',
      detail: "The application's access settings and members say who may.",
    },
    'client.last_administrator': {
      title: 'This is the only administrator of the application.',
      detail: 'Make somebody else administrator of it first.',
    },
    'client.invalid_metadata': {
      title: "The application's settings contradict each other or a standard.",
      detail: 'Correct the fields listed in errors.',
    },
    'client.built_in': {
      title: 'This application is part of Postern; it cannot be deleted or redirected.',
      detail: 'Create an application of your own.',
    },
    'client.method_conflict': {
      title: 'An application has exactly one authentication method; this request would give it two.',
      detail: 'Set either token_endpoint_auth_method or client_authentication_methods, and the other to null.',
    },
    'client.method_without_credential': {
      title: 'The authentication method has no credential left.',
      detail: 'Name at least one credential, or switch back to a secret with token_endpoint_auth_method.',
    },
    'credential.not_found': {
      title: 'The application has no such credential.',
      detail: 'GET /api/v2/clients/{client_id}/credentials lists those it has.',
    },
    'credential.in_use': {
      title: 'The credential is in use.',
      detail: 'Remove it from client_authentication_methods first, then delete it.',
    },
    'credential.duplicate': {
      title: 'The application already has this credential.',
      detail: 'Use the existing one, or delete it first.',
    },
    'credential.too_many': {
      title: 'The application has as many credentials as allowed.',
      detail: 'Take one out of use, or delete one, before adding the next.',
    },
    'credential.private_key_given': {
      title: 'A private key was given where a certificate or a public key belongs. It was not stored.',
      detail: 'Send the certificate only, and consider the key compromised: make a new one.',
    },
    'credential.not_a_certificate': {
      title: 'The text contains no readable certificate.',
      detail: 'Send one X.509 certificate: PEM, DER in base64, or PKCS #7.',
    },
    'credential.several_certificates': {
      title: 'The text contains several certificates; only one is allowed.',
      detail: "Send the application's own certificate only, without its chain.",
    },
    'credential.expired': {
      title: 'The credential has expired.',
      detail: 'Use one that has not expired.',
    },
    'credential.weak_key': {
      title: "The certificate's key or signature is too weak.",
      detail: 'Use an EC key on P-256, or RSA with at least 2048 bits, signed with SHA-256 or better.',
    },
    'credential.invalid_dn': {
      title: 'The subject name cannot be read.',
      detail: 'Write it as lines, C=XX first and CN=… last, or on one line as RFC 4514 has it, CN=… first.',
    },
    'credential.invalid_san': {
      title: 'The subject alternative name does not fit its type.',
      detail: 'Give a host name for dns, an absolute address for uri, an IP address for ip, an address for email.',
    },
    'credential.invalid_key': {
      title: 'The key cannot be used for signed assertions.',
      detail: 'Use a public key in PEM (SPKI), RSA with at least 2048 bits or EC P-256, and an alg that fits it.',
    },
    'credential.wrong_type': {
      title: 'The authentication method does not take credentials of this type.',
      detail:
        'Use what fits: self_signed_tls_client_auth takes x509_cert, tls_client_auth cert_subject_dn or cert_san, private_key_jwt x509_cert or public_key.',
    },
    'credential.thumbprint_mismatch': {
      title: 'The customKeyIdentifier is not the thumbprint of the value.',
      detail: 'The customKeyIdentifier is the base64 of the SHA-1 of the DER that value holds; compute it again.',
    },
    'trust_anchor.not_found': { title: 'There is no such trust anchor.' },
    'trust_anchor.duplicate': {
      title: 'The CA is already a trust anchor.',
      detail: 'You do not need to do anything.',
    },
    'trust_anchor.invalid': {
      title: 'The trust anchor cannot be used.',
      detail: 'Send one CA certificate in PEM that is valid now.',
    },
    'resource_server.not_found': { title: 'There is no such API.' },
    'resource_server.identifier_taken': {
      title: 'Another API has this identifier.',
      detail: 'Choose another identifier, or change the API that has it.',
    },
    'resource_server.built_in': {
      title: 'This API is part of Postern; it cannot be changed or deleted.',
      detail: 'Create an API of your own.',
    },
    'client_grant.not_found': { title: 'There is no such grant.' },
    'client_grant.duplicate': {
      title: 'The application already has a grant for this API.',
      detail: 'Change the existing grant.',
    },
  };
