import type { ExampleClient } from './example-client.js';
import { signInScope } from './example-client.js';
import { quoted } from './javascript.js';

/** A whole script for a page at the redirect URI of a single-page application, as an ES module. */
export const oidcClientTs = (client: ExampleClient): string => {
  const { audience, clientId, issuer, signIn } = client;
  return `// npm install oidc-client-ts
import { UserManager } from 'oidc-client-ts';

const manager = new UserManager({
  authority: ${quoted(issuer)},
  client_id: ${quoted(clientId)},
  redirect_uri: ${quoted(signIn?.redirectUri ?? '')},
  scope: ${quoted(signInScope(client))},${audience === null ? '' : `\n  resource: ${quoted(audience)},`}
});
const answer = new URLSearchParams(location.search);
if (answer.has('code') || answer.has('error')) {
  const user = await manager.signinRedirectCallback();
  document.body.textContent = \`Signed in: \${user.profile.name ?? user.profile.sub}\`;
} else {
  await manager.signinRedirect();
}
`;
};
