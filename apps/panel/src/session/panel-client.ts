import { managementScopes, panelClientId, panelScopes } from '@postern/contracts';
import * as oauth from 'oauth4webapi';

/** The panel as an OAuth client of the origin that serves it. */
export interface PanelClient {
  readonly issuer: URL;
  readonly redirectUri: string;
  readonly signedOutUri: string;
  /** RFC 8707: whom the access token is for. */
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

/** What the issuer can do; asked once per page load. */
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
