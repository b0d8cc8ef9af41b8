import { assertionLines } from './assertion-curl.js';
import type { ExampleClient, ExampleSignIn } from './example-client.js';
import { certificateFile, keyFile, signInScope, usesTls } from './example-client.js';
import { formField, shellCommand, shellWord, variableField } from './shell.js';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Parameters of the application's own token request (RFC 6749 §4.4), without client authentication. */
const ownFields = ({ audience, scope }: ExampleClient): readonly string[] => [
  formField('grant_type', 'client_credentials'),
  ...(audience === null ? [] : [formField('resource', audience)]),
  ...(scope.length === 0 ? [] : [formField('scope', scope.join(' '))]),
];

/** Client authentication of a token request. */
const proofOf = ({ clientId, method }: ExampleClient): readonly string[] => {
  const id = formField('client_id', clientId);
  switch (method) {
    case 'client_secret_basic':
      return [`--user ${shellWord(clientId)}:"$CLIENT_SECRET"`];
    case 'client_secret_post':
      return [id, variableField('client_secret', 'CLIENT_SECRET')];
    case 'private_key_jwt':
      return [
        id,
        formField('client_assertion_type', assertionType),
        '--data-urlencode "client_assertion=$header.$claims.$signature"',
      ];
    case 'none':
      return [id];
    default:
      return [`--cert ${certificateFile}`, `--key ${keyFile}`, id];
  }
};

const tokenRequest = (client: ExampleClient, fields: readonly string[]): string => {
  const { authority, method, tokenEndpoint, mtlsTokenEndpoint } = client;
  const endpoint = usesTls(client) ? mtlsTokenEndpoint : tokenEndpoint;
  const trust = authority === null ? [] : [`--cacert ${shellWord(authority)}`];
  const send = shellCommand(`curl ${shellWord(endpoint)}`, ...trust, ...proofOf(client), ...fields);
  return [...(method === 'private_key_jwt' ? assertionLines(client) : []), send].join('\n');
};

/** An authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3); its challenge is a shell variable. */
const signInAddress = (client: ExampleClient, { authorizationEndpoint, redirectUri }: ExampleSignIn): string => {
  const { audience, clientId } = client;
  const query = new URLSearchParams({
    ...{ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope: signInScope(client) },
    ...(audience === null ? {} : { resource: audience }),
    code_challenge_method: 'S256',
  });
  return `"${authorizationEndpoint}?${query.toString()}&code_challenge=$challenge"`;
};

/** In parentheses, so that the shell reads the whole block before it runs it, and `read` waits for the person. */
const signInByHand = (client: ExampleClient, signIn: ExampleSignIn): string =>
  [
    '(',
    'verifier=$(openssl rand -hex 32)',
    String.raw`challenge=$(printf %s "$verifier" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d '=')`,
    String.raw`printf 'Open this address and sign in:\n%s\n' \ `.trimEnd(),
    `  ${signInAddress(client, signIn)}`,
    "printf 'Then paste the address that you came back to: '",
    'read -r back',
    String.raw`code=$(printf %s "$back" | sed 's/.*[?&]code=\([^&#]*\).*/\1/')`,
    tokenRequest(client, [
      formField('grant_type', 'authorization_code'),
      variableField('code', 'code'),
      formField('redirect_uri', signIn.redirectUri),
      variableField('code_verifier', 'verifier'),
      ...(client.audience === null ? [] : [formField('resource', client.audience)]),
    ]),
    ')',
  ].join('\n');

export const curl = (client: ExampleClient): string =>
  client.signIn === null ? tokenRequest(client, ownFields(client)) : signInByHand(client, client.signIn);
