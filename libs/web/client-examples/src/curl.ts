import type { ExampleClient } from './example-client.js';
import { certificateFile, keyFile, usesTls } from './example-client.js';
import { formField, shellCommand, shellWord } from './shell.js';

/** What every token request for the application itself says (RFC 6749 §4.4), apart from who asks. */
export const grantFields = ({ audience, scope }: ExampleClient): readonly string[] => [
  formField('grant_type', 'client_credentials'),
  ...(audience === null ? [] : [formField('resource', audience)]),
  ...(scope.length === 0 ? [] : [formField('scope', scope.join(' '))]),
];

export const curl = (client: ExampleClient): string => {
  const { clientId, method, tokenEndpoint, mtlsTokenEndpoint } = client;
  const fields = grantFields(client);
  const id = formField('client_id', clientId);
  if (usesTls(client)) {
    const shown = [`--cert ${certificateFile}`, `--key ${keyFile}`];
    return shellCommand(`curl ${shellWord(mtlsTokenEndpoint)}`, ...shown, id, ...fields);
  }
  const endpoint = `curl ${shellWord(tokenEndpoint)}`;
  return method === 'client_secret_post'
    ? shellCommand(endpoint, id, '--data-urlencode "client_secret=$CLIENT_SECRET"', ...fields)
    : shellCommand(endpoint, `--user ${shellWord(clientId)}:"$CLIENT_SECRET"`, ...fields);
};
