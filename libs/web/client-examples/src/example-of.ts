import { assertionCurl } from './assertion-curl.js';
import { curl } from './curl.js';
import type { ExampleClient, ExampleMethod, ExampleTool } from './example-client.js';
import { exampleTools } from './example-client.js';
import { openidClient } from './openid-client.js';
import { openssl } from './openssl.js';

/** A secret needs neither key nor certificate. */
export const toolsFor = (method: ExampleMethod): readonly ExampleTool[] =>
  method.startsWith('client_secret') ? exampleTools.filter((tool) => tool !== 'openssl') : exampleTools;

/**
 * A text that works as it is pasted: `openssl` and `curl` into bash, `openid-client` into a file `token.mjs` for Node.
 * A secret is read from the environment (`CLIENT_SECRET`), never part of the text.
 */
export const exampleOf = (tool: ExampleTool, client: ExampleClient): string => {
  if (tool === 'openssl') return openssl(client);
  if (tool === 'openid-client') return openidClient(client);
  return client.method === 'private_key_jwt' ? assertionCurl(client) : curl(client);
};
