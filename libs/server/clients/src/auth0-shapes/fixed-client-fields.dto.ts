import { FixedValue } from './fixed-value.js';

/** Fields of Auth0's applications that have no setting here: accepted if their value is what Postern does anyway. */
export class FixedClientFields {
  @FixedValue([true], 'every application conforms to OpenID Connect')
  readonly oidc_conformant?: unknown;

  @FixedValue([false], 'no application is global')
  readonly global?: unknown;

  @FixedValue([true, false], 'a session always serves all applications')
  readonly sso?: unknown;

  @FixedValue([false], 'a session always serves all applications')
  readonly sso_disabled?: unknown;

  @FixedValue([false], 'people sign in on pages of Postern only')
  readonly cross_origin_authentication?: unknown;

  @FixedValue([false], 'people sign in on pages of Postern only')
  readonly cross_origin_auth?: unknown;

  @FixedValue(['', null], 'people sign in on pages of Postern only')
  readonly cross_origin_loc?: unknown;

  @FixedValue([true, false], 'the sign-in page is the same for all applications')
  readonly custom_login_page_on?: unknown;

  @FixedValue(['', null], 'the sign-in page is the same for all applications')
  readonly custom_login_page?: unknown;

  @FixedValue(['', null], 'the sign-in page is the same for all applications')
  readonly custom_login_page_preview?: unknown;

  @FixedValue(['', null], 'the sign-in page is the same for all applications')
  readonly form_template?: unknown;

  @FixedValue([false], 'addresses of people are never taken from a token request')
  readonly is_token_endpoint_ip_header_trusted?: unknown;

  @FixedValue([false], 'pushed requests (RFC 9126) are always possible and never forced')
  readonly require_pushed_authorization_requests?: unknown;

  @FixedValue([60, null], 'pushed requests are good for 60 seconds')
  readonly par_request_expiry?: unknown;

  @FixedValue(
    [null, { required: false }, { required: false, credentials: [] }],
    'signed request objects (RFC 9101) are not offered',
  )
  readonly signed_request_object?: unknown;

  @FixedValue([null], 'ID tokens are signed, not encrypted')
  readonly encryption_key?: unknown;

  @FixedValue(['deny', null], 'there are no organizations')
  readonly organization_usage?: unknown;

  @FixedValue(['no_prompt', null], 'there are no organizations')
  readonly organization_require_behavior?: unknown;

  @FixedValue([null, []], 'there are no organizations')
  readonly organization_discovery_methods?: unknown;

  @FixedValue([null], 'there are no organizations')
  readonly default_organization?: unknown;

  @FixedValue([null, {}], 'there are no add-ons')
  readonly addons?: unknown;

  @FixedValue([null, {}], 'native applications use private schemes or loopback addresses')
  readonly mobile?: unknown;

  @FixedValue([null, {}], 'people sign in on pages of Postern only')
  readonly native_social_login?: unknown;

  @FixedValue([null, {}], 'people sign in on pages of Postern only')
  readonly fedcm_login?: unknown;

  @FixedValue([null], 'a session is never handed to another application')
  readonly session_transfer?: unknown;

  @FixedValue([[]], 'an application has one client_id')
  readonly client_aliases?: unknown;

  @FixedValue([[]], 'what an application may do for another is in its client grants')
  readonly allowed_clients?: unknown;

  @FixedValue(['', null], 'a sign-in always begins at the application')
  readonly initiate_login_uri?: unknown;

  @FixedValue(['none', null], 'profiles such as FAPI are not enforced')
  readonly compliance_level?: unknown;

  @FixedValue([true, null], 'first_party says whether people are asked')
  readonly skip_non_verifiable_callback_uri_confirmation_prompt?: unknown;

  @FixedValue([null, { allow_any_profile_of_type: [] }], 'what an application may exchange is in its client grants')
  readonly token_exchange?: unknown;

  @FixedValue([null], 'there are no quotas for tokens')
  readonly token_quota?: unknown;

  @FixedValue([null], 'there is no token vault')
  readonly token_vault_privileged_access?: unknown;

  @FixedValue([null], 'that grant is not offered')
  readonly identity_assertion_authorization_grant?: unknown;

  @FixedValue([null], 'there are no anonymous sessions')
  readonly anonymous_sessions?: unknown;

  @FixedValue([null], 'there is no express configuration')
  readonly express_configuration?: unknown;

  @FixedValue([null], 'there are no organizations')
  readonly my_organization_configuration?: unknown;

  @FixedValue([null, []], 'CIBA is not offered')
  readonly async_approval_notification_channels?: unknown;
}

export const fixedClientFields = [
  'oidc_conformant',
  'global',
  'sso',
  'sso_disabled',
  'cross_origin_authentication',
  'cross_origin_auth',
  'cross_origin_loc',
  'custom_login_page_on',
  'custom_login_page',
  'custom_login_page_preview',
  'form_template',
  'is_token_endpoint_ip_header_trusted',
  'require_pushed_authorization_requests',
  'par_request_expiry',
  'signed_request_object',
  'encryption_key',
  'organization_usage',
  'organization_require_behavior',
  'organization_discovery_methods',
  'default_organization',
  'addons',
  'mobile',
  'native_social_login',
  'fedcm_login',
  'session_transfer',
  'client_aliases',
  'allowed_clients',
  'initiate_login_uri',
  'compliance_level',
  'skip_non_verifiable_callback_uri_confirmation_prompt',
  'token_exchange',
  'token_quota',
  'token_vault_privileged_access',
  'identity_assertion_authorization_grant',
  'anonymous_sessions',
  'express_configuration',
  'my_organization_configuration',
  'async_approval_notification_channels',
] as const satisfies readonly (keyof FixedClientFields)[];
