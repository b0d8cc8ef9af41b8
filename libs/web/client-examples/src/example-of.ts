import { curl } from './curl.js';
import type { ExampleClient, ExampleTool } from './example-client.js';
import { oidcClientTs } from './oidc-client-ts.js';
import { openidClient } from './openid-client.js';
import { openssl } from './openssl.js';
import { canListen } from './sign-in-server.js';

/**
 * The tools available for a client: a secret needs no key or certificate, and a single-page application runs no Node
 * program.
 */
export const toolsFor = ({ method, signIn }: ExampleClient): readonly ExampleTool[] => {
  const withKey = method !== 'none' && !method.startsWith('client_secret');
  const inPage = signIn?.appType === 'spa';
  const inNode = !inPage && (signIn === null || canListen(signIn));
  return [
    ...(withKey ? (['openssl'] as const) : []),
    'curl',
    ...(inNode ? (['openid-client'] as const) : []),
    ...(inPage ? (['oidc-client-ts'] as const) : []),
  ];
};

/**
 * Example code that works when pasted: `openssl` and `curl` into bash, `openid-client` into a file for Node,
 * `oidc-client-ts` into the script of a page.
 * A secret is read from the environment (`CLIENT_SECRET`), and is never part of the text.
 */
export const exampleOf = (tool: ExampleTool, client: ExampleClient): string => {
  if (tool === 'openssl') return openssl(client);
  if (tool === 'openid-client') return openidClient(client);
  return tool === 'oidc-client-ts' ? oidcClientTs(client) : curl(client);
};

/** The command that runs an example file; null for code that is pasted into a shell or a page. */
export const commandOf = (tool: ExampleTool, { authority }: ExampleClient): string | null => {
  if (tool !== 'openid-client') return null;
  return authority === null ? 'node example.mjs' : `NODE_EXTRA_CA_CERTS=${authority} node example.mjs`;
};
