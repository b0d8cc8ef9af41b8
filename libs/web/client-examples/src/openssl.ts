import type { CredentialSan } from '@postern/contracts';
import { subjectOption } from './distinguished-name.js';
import type { ExampleClient } from './example-client.js';
import { certificateFile, keyFile, requestFile } from './example-client.js';
import { shellCommand, shellWord } from './shell.js';

const newKey = ({ method, algorithm }: ExampleClient): string =>
  method === 'private_key_jwt' && algorithm === 'ES256'
    ? '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1'
    : '-newkey rsa:2048';

const kinds: Readonly<Record<CredentialSan['type'], string>> = { dns: 'DNS', uri: 'URI', ip: 'IP', email: 'email' };

/** Creates key and certificate, or key and request for a CA-signed one; the key never leaves the machine. */
export const openssl = (client: ExampleClient): string => {
  const { clientId, method, san, subject } = client;
  if (method !== 'tls_client_auth') {
    return shellCommand(
      `openssl req -x509 ${newKey(client)} -nodes -days 365`,
      `-keyout ${keyFile} -out ${certificateFile}`,
      `-subj ${shellWord(`/CN=${clientId}`)}`,
    );
  }
  const request = shellCommand(
    `openssl req -new ${newKey(client)} -nodes`,
    `-keyout ${keyFile} -out ${requestFile}`,
    `-subj ${shellWord(subjectOption(subject ?? `CN=${clientId}`))}`,
    ...(san === null ? [] : [`-addext ${shellWord(`subjectAltName=${kinds[san.type]}:${san.value}`)}`]),
  );
  return `${request}\n\n# Send ${requestFile} to your certificate authority; keep what it signs as ${certificateFile}.`;
};
