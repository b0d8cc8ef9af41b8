import { type CertificateAuthenticationMethod, levelReaches } from '@postern/contracts';
import { isAdministrationScope } from '@postern/management';
import type { FieldError } from '@postern/errors';
import { jwtBearerGrant, tokenExchangeGrant } from '../grant-types.js';
import { accessProblems } from './client-access.js';
import { calledRule, httpsRule, originRule, redirectRule } from './address-rules.js';
import type { ClientSettings } from './client-defaults.js';

/** @param method set: the application authenticates by it, whatever the settings say of a secret */
type Rule = (settings: ClientSettings, method: CertificateAuthenticationMethod | null) => readonly FieldError[];

const refuse = (path: string, message: string): FieldError => ({ path, message: `${path.split('.')[0]} ${message}` });
const when = (wrong: boolean, path: string, message: string): readonly FieldError[] =>
  wrong ? [refuse(path, message)] : [];

const redirects: Rule = ({ app_type, redirect_uris, post_logout_redirect_uris, allow_undotted_schemes: undotted }) => {
  const rule = redirectRule({ native: app_type === 'native', undotted });
  return Object.entries({ redirect_uris, post_logout_redirect_uris }).flatMap(([name, addresses]) =>
    addresses.flatMap((address, index) => {
      const problem = rule(address);
      return problem === undefined ? [] : [refuse(`${name}.${index}`, problem)];
    }),
  );
};

const links: Rule = ({ logo_uri, client_uri, policy_uri, tos_uri }) =>
  Object.entries({ logo_uri, client_uri, policy_uri, tos_uri }).flatMap(([name, address]) => {
    const problem = address === null ? undefined : httpsRule(address);
    return problem === undefined ? [] : [refuse(name, problem)];
  });

const logoutNotices: Rule = ({ backchannel_logout_uri: address }) => {
  const problem = address === null ? undefined : calledRule(address);
  return problem === undefined ? [] : [refuse('backchannel_logout_uri', problem)];
};

/** Applications in a browser or a web view call the endpoints from their own origin; a server has none. */
const origins: Rule = ({ app_type, allowed_origins, allow_undotted_schemes }) => {
  const rule = originRule(app_type === 'native');
  return [
    ...when(
      allowed_origins.length > 0 && app_type !== 'spa' && app_type !== 'native',
      'allowed_origins',
      `must be empty for ${app_type}, which keeps its secret out of browsers`,
    ),
    ...allowed_origins.flatMap((origin, index) => {
      const problem = rule(origin);
      return problem === undefined ? [] : [refuse(`allowed_origins.${index}`, problem)];
    }),
    ...when(allow_undotted_schemes && app_type !== 'native', 'allow_undotted_schemes', 'must be false unless native'),
  ];
};

const forApplicationsThatProveThemselves = ['client_credentials', jwtBearerGrant, tokenExchangeGrant] as const;

const grants: Rule = ({ app_type, grant_types, redirect_uris, scopes, token_endpoint_auth_method }, method) => {
  const has = (grant: string): boolean => grant_types.includes(grant);
  const code = has('authorization_code');
  return [
    ...when(grant_types.length === 0, 'grant_types', 'must name at least one grant'),
    ...when(
      app_type === 'non_interactive' && code,
      'grant_types',
      'must not contain authorization_code: nobody is there to sign in',
    ),
    ...when(code && redirect_uris.length === 0, 'redirect_uris', 'must have an address to come back to'),
    ...when(!code && redirect_uris.length > 0, 'redirect_uris', 'must be empty without authorization_code'),
    ...when(code && !scopes.includes('openid'), 'scopes', 'must contain openid for authorization_code'),
    ...when(has('refresh_token') && !code, 'grant_types', 'must contain authorization_code for refresh_token'),
    ...forApplicationsThatProveThemselves
      .filter((grant) => has(grant) && method === null && token_endpoint_auth_method === 'none')
      .map((grant) => refuse('grant_types', `must not contain ${grant} without a secret`)),
  ];
};

/** RFC 8252 §8.5, RFC 9700 §2.1.1: applications on people's machines keep no secret; PKCE replaces it. */
const authentication: Rule = ({ app_type, token_endpoint_auth_method }, method) => {
  const keepsNoSecret = app_type === 'spa' || app_type === 'native';
  if (method !== null) {
    return when(keepsNoSecret, 'client_authentication_methods', `must be null for ${app_type}, which keeps no key`);
  }
  const path = 'token_endpoint_auth_method';
  const isNone = token_endpoint_auth_method === 'none';
  return [
    ...when(keepsNoSecret && !isNone, path, `must be none for ${app_type}`),
    ...when(!keepsNoSecret && isNone, path, `must not be none for ${app_type}; spa and native keep no secret`),
  ];
};

/** An application that could administer for any signed-in person would have the rights of every administrator. */
const administrationIsThePanels = ({ grant_types, scopes }: ClientSettings): readonly FieldError[] =>
  grant_types.includes('authorization_code')
    ? scopes.flatMap((scope, index) => [
        ...when(
          isAdministrationScope(scope),
          `scopes.${index}`,
          `must not contain ${scope}: people administer through the panel, programs with client_credentials alone`,
        ),
      ])
    : [];

const certificateFamily = (level: string): boolean => levelReaches(level, 'urn:postern:acr:certificate-low');

/** What an application is told of identifiers. A whole certificate contains everything that pairwise values hide. */
const identifiers: Rule = ({
  scopes,
  first_party,
  certificate_required,
  pairwise_identifiers,
  accepted_acr_values,
}) => {
  const has = (scope: string): boolean => scopes.includes(scope);
  const pem = `scopes.${scopes.indexOf('certificate:pem')}`;
  return [
    ...when(has('certificate:pem') && !first_party, pem, 'must not contain certificate:pem unless first_party'),
    ...when(has('certificate:pem') && !has('certificate'), pem, 'must contain certificate for certificate:pem'),
    ...when(
      has('certificate:pem') && pairwise_identifiers,
      'pairwise_identifiers',
      'must be false for certificate:pem',
    ),
    ...when(certificate_required && !has('certificate'), 'certificate_required', 'needs certificate among the scopes'),
    ...when(
      certificate_required && accepted_acr_values.length > 0 && !accepted_acr_values.some(certificateFamily),
      'accepted_acr_values',
      'must contain a level of certificates for certificate_required',
    ),
  ];
};

/** Texts that administrators keep with an application. */
const mostTexts = 10;

const texts: Rule = ({ client_metadata = {} }) =>
  when(Object.keys(client_metadata).length > mostTexts, 'client_metadata', `must have ${mostTexts} texts at most`);

const access: Rule = ({ access: given }) => accessProblems(given).map(([path, message]) => refuse(path, message));

const rules: readonly Rule[] = [
  ...[redirects, links, logoutNotices, origins, grants, authentication, identifiers],
  ...[texts, access],
];

/** How the settings of an application contradict each other or a standard; by path. */
export const settingsErrors = (
  settings: ClientSettings,
  method: CertificateAuthenticationMethod | null,
  builtIn = false,
): readonly FieldError[] => [
  ...rules.flatMap((rule) => rule(settings, method)),
  ...(builtIn ? [] : administrationIsThePanels(settings)),
];
