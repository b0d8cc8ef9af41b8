import { readFileSync } from 'node:fs';
import { LaunchError } from './launch-error.js';
import type { PosternConfig } from './postern-json.js';
import { probe, type ProbeAnswer } from './services/http-probe.js';

const notFoundText = 'mTLS endpoints only. Use port 443 for regular access.';

/** Drives the finished installation from outside, as a browser, an application and a forger would. */
export const selfCheck = async (config: PosternConfig): Promise<void> => {
  await discoveryAnswers(config);
  await certificateReachesServer(config);
  await forgedHeadersFail(config);
};

const ask = (
  config: PosternConfig,
  address: string,
  options: { cert?: string; key?: string; headers?: NodeJS.Dict<string> },
) => {
  const { hostname, port, pathname, search } = new URL(address);
  return probe({
    protocol: 'https:',
    // Not every resolver knows *.localhost.
    host: hostname.endsWith('localhost') ? 'localhost' : hostname,
    servername: hostname,
    port: port || 443,
    path: pathname + search,
    ca: readFileSync(config.ca),
    ...options,
    headers: { accept: 'application/json', host: new URL(address).host, ...options.headers },
  });
};

const failed = (what: string, answer: ProbeAnswer): LaunchError =>
  new LaunchError(
    `The check of the finished set-up failed: ${what} (answer: ${answer.status} ${answer.body.slice(0, 200).trim()}).`,
  );

const discoveryAnswers = async (config: PosternConfig): Promise<void> => {
  const answer = await ask(config, `${config.issuer}/.well-known/openid-configuration`, {});
  const { issuer } = answer.status === 200 ? (JSON.parse(answer.body) as { issuer?: string }) : {};
  if (issuer !== config.issuer) throw failed('the discovery document does not name the issuer', answer);
};

const bogusTicket = '/api/mtls/sign-in?ticket=self-check';

/** The server refuses the ticket; what counts is that the request came through with its handshake. */
const certificateReachesServer = async (config: PosternConfig): Promise<void> => {
  const [user] = config.users;
  const identity = user && {
    cert: readFileSync(user.certificate.cert, 'utf8'),
    key: readFileSync(user.certificate.key, 'utf8'),
  };
  const answer = await ask(config, config.origins.mtls + bogusTicket, identity ?? {});
  if (answer.status === 404 || answer.status >= 500 || answer.body.includes('<center>nginx</center>')) {
    throw failed('a certificate handshake does not reach the server', answer);
  }
  const elsewhere = await ask(config, `${config.origins.mtls}/`, identity ?? {});
  if (elsewhere.status !== 404 || elsewhere.body !== notFoundText) {
    throw failed('the certificate listener serves more than it should', elsewhere);
  }
};

/** Headers that claim a verified certificate, sent by somebody who has none. */
const forgedHeadersFail = async (config: PosternConfig): Promise<void> => {
  const [user] = config.users;
  const pem = user === undefined ? 'none' : readFileSync(user.certificate.cert, 'utf8');
  const headers = {
    'x-ssl-client-verify': 'SUCCESS',
    'x-ssl-client-cert': encodeURIComponent(pem),
    'x-postern-proxy-secret': 'forged',
  };
  const publicly = await ask(config, config.origins.public + bogusTicket, { headers });
  if (publicly.status !== 404) throw failed('the public listener lets a certificate endpoint be called', publicly);
  const plain = await ask(config, config.origins.mtls + bogusTicket, {});
  const forged = await ask(config, config.origins.mtls + bogusTicket, { headers });
  if (forged.status !== plain.status) throw failed('forged certificate headers changed the answer', forged);
};
