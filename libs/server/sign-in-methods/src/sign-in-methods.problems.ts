import type { ProblemsOf } from '@postern/errors';

/** What problem responses say of sign-in methods. */
export const signInMethodProblems: ProblemsOf<'sign_in_method' | 'provider'> = {
  'sign_in_method.not_found': { title: 'There is no such sign-in method.' },
  'sign_in_method.disabled': { title: 'The sign-in method is switched off.', detail: 'Use another method.' },
  'sign_in_method.not_offered_here': {
    title: 'The application does not offer this sign-in method.',
    detail: 'Sign in with one of the methods that the interaction offers.',
  },
  'sign_in_method.members_only': {
    title: 'The sign-in method belongs to an organization, and the account is not a member of it.',
    detail: 'Use another method, or have somebody who manages the organization add the account to its members.',
  },
  'provider.unknown_type': {
    title: 'This server has no sign-in provider of that type.',
    detail: 'GET /api/v2/sign-in-methods/types lists the available types.',
  },
  'sign_in_method.public_authority': {
    title: 'A public CA is among the trust anchors, and a rule relies on a name.',
    detail: 'Use a rule that identifies the certificate, or send the name of the CA in publicAuthorities.',
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
  'sign_in_method.too_many_authorities': {
    title: 'The names of all trusted CAs together are too long for the TLS handshake.',
    detail: 'Remove CAs that nobody needs, or switch off methods that nobody uses.',
  },
  'sign_in_method.host_name_taken': {
    title: 'Another sign-in method has this host name.',
    detail: 'Choose another name, or remove it there.',
  },
  'sign_in_method.no_host_names': {
    title: 'This installation has no host names for single sign-in methods.',
    detail: 'Set MTLS_FRESH_ORIGIN, with a wildcard in DNS and in the server certificate.',
  },
  'sign_in_method.invalid_trust_anchor': {
    title: 'A trust anchor cannot be used.',
    detail: 'Send one or more CA certificates in PEM that are valid now.',
  },
  'sign_in_method.revocation_list_unusable': {
    title: 'A revocation list cannot be used.',
    detail: 'See problemDetail for its file and the reason. Certificates of other CAs are not affected.',
  },
};
