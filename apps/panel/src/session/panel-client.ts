import { managementScopes, panelClientId, panelScopes } from '@postern/contracts';
import * as oauth from 'oauth4webapi';

/** The panel as an OAuth client of its own origin. */
export interface PanelClient {
  readonly issuer: URL;
  readonly redirectUri: string;
  readonly signedOutUri: string;
  /** RFC 8707: the audience of the access token. */
  readonly resource: string;
  readonly scope: string;
  readonly client: oauth.Client;
}

export const panelClient = (origin: string): PanelClient => ({
  issuer: new URL('/oidc', origin),
  redirectUri: `${origin}/panel/callback`,
  signedOutUri: `${origin}/panel/`,
  resource: `${origin}/api/v2`,
  scope: ['openid', 'profile', 'email', 'offline_access', ...managementScopes, ...panelScopes].join(' '),
  client: { client_id: panelClientId },
});

let discovered: Promise<oauth.AuthorizationServer> | undefined;

/** The issuer's metadata; fetched once per page load. */
export const discover = ({ issuer }: PanelClient): Promise<oauth.AuthorizationServer> => {
  discovered ??= oauth
    .discoveryRequest(issuer, { algorithm: 'oidc' })
    .then((response) => oauth.processDiscoveryResponse(issuer, response))
    .catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
  return discovered;
};
