import type { ExampleClient, ExampleSignIn } from './example-client.js';
import { signInScope } from './example-client.js';
import { quoted } from './javascript.js';

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const usualPort = 3000;

interface Listening {
  readonly redirectUri: string;
  /** The listen address, as JavaScript code. */
  readonly at: string;
  /** The URL to open for a sign-in. */
  readonly start: string;
  /** Why the two differ; empty if they do not. */
  readonly remark: string;
}

/**
 * The program listens at the redirect URI itself if that is on this machine, otherwise behind the server at that URI.
 */
const listeningAt = ({ appType, redirectUri }: ExampleSignIn): Listening => {
  const url = new URL(redirectUri);
  if (url.protocol === 'http:' && loopback.has(url.hostname)) {
    // RFC 8252 §7.3: a native application may use any port of the loopback interface.
    if (url.port === '' && appType === 'native') url.port = String(usualPort);
    const host = url.hostname.replaceAll(/[[\]]/g, '');
    const isMoved = appType === 'native' && new URL(redirectUri).port !== url.port;
    const at = `${url.port === '' ? 80 : url.port}, ${quoted(host)}`;
    return { redirectUri: isMoved ? url.href : redirectUri, at, start: url.origin, remark: '' };
  }
  const remark = `// ${url.origin} has to pass requests on to port ${usualPort} of this program.\n`;
  return { redirectUri, at: `${usualPort}, 'localhost'`, start: url.origin, remark };
};

/** The operating system opens a native application with a private-use scheme; a terminal program cannot be one. */
export const canListen = ({ redirectUri }: ExampleSignIn): boolean => /^https?:/.test(redirectUri);

/**
 * Redirects a browser to the sign-in page and accepts one code; a real application stores verifier and state per
 * session.
 */
export const signInServer = (client: ExampleClient, signIn: ExampleSignIn): string => {
  const { audience } = client;
  const { redirectUri, at, start, remark } = listeningAt(signIn);
  const resource = audience === null ? '' : `\n  resource: ${quoted(audience)},`;
  const target = audience === null ? '' : `, { resource: ${quoted(audience)} }`;
  return `const redirectUri = ${quoted(redirectUri)};
// For one person, to try it: a real application stores both in each person's session.
const pkceCodeVerifier = client.randomPKCECodeVerifier();
const expectedState = client.randomState();
const signIn = client.buildAuthorizationUrl(config, {
  redirect_uri: redirectUri,
  scope: ${quoted(signInScope(client))},${resource}
  code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
  code_challenge_method: 'S256',
  state: expectedState,
});

${remark}createServer(async (request, response) => {
  const url = new URL(request.url, redirectUri);
  if (!url.searchParams.has('code') && !url.searchParams.has('error')) {
    response.writeHead(302, { location: signIn.href }).end();
    return;
  }
  try {
    const tokens = await client.authorizationCodeGrant(config, url, { pkceCodeVerifier, expectedState }${target});
    response.end(\`Signed in: \${tokens.claims().sub}\`);
  } catch (error) {
    response.end(\`Not signed in: \${error.message}\`);
  }
}).listen(${at}, () => console.log(${quoted(`Open ${start}`)}));
`;
};
