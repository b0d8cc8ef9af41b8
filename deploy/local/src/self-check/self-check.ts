import { readFileSync } from 'node:fs';
import { LaunchError } from '../state/launch-error.js';
import type { PosternConfig, SampleCertificate } from '../installation/postern-json.js';
import type { ProbeAnswer } from '../services/http-probe.js';
import { askForToken } from './token-request.js';
import { trySignIn } from './certificate-sign-in.js';
import { locationOf, Visitor, type VisitOptions } from './visitor.js';

const notFoundText = 'mTLS endpoints only. Use port 443 for regular access.';

/** Drives the finished installation from outside, as an application, a browser with a certificate and a forger would. */
export const selfCheck = async (config: PosternConfig): Promise<void> => {
  const [user] = config.users;
  const identity = user && pemOf(user.certificate);
  const { expired } = config.badCertificates;
  await discoveryNamesTheIssuer(config);
  await certificateReachesServer(config, { identity });
  if (expired !== undefined) await expiredCertificateIsExplained(config, pemOf(expired));
  await forgedHeadersFail(config, { headers: forgedHeaders(identity?.cert ?? 'none') });
  if (config.demoMachine !== null) await applicationIsKnownByItsCertificate(config, config.demoMachine);
};

const pemOf = ({ cert, key }: SampleCertificate) => ({
  cert: readFileSync(cert, 'utf8'),
  key: readFileSync(key, 'utf8'),
});

const failed = (what: string, answer?: ProbeAnswer): LaunchError =>
  new LaunchError(
    `The check of the finished set-up failed: ${what}${answer ? ` (answer: ${answer.status} ${answer.body.slice(0, 200).trim()})` : ''}.`,
  );

const discoveryNamesTheIssuer = async (config: PosternConfig): Promise<void> => {
  const answer = await new Visitor(config).get(`${config.issuer}/.well-known/openid-configuration`);
  const { issuer } = answer.status === 200 ? (JSON.parse(answer.body) as { issuer?: string }) : {};
  if (issuer !== config.issuer) throw failed('the discovery document does not name the issuer', answer);
};

const bogusTicket = '/api/mtls/sign-in?ticket=self-check';

/** The server refuses the bogus ticket by sending the browser back; it shows that the handshake succeeded. */
const certificateReachesServer = async (config: PosternConfig, options: VisitOptions): Promise<void> => {
  const visitor = new Visitor(config);
  const answer = await visitor.get(config.origins.mtls + bogusTicket, options);
  if (!locationOf(answer).startsWith(config.origins.public)) {
    throw failed('a certificate handshake does not reach the server', answer);
  }
  const elsewhere = await visitor.get(`${config.origins.mtls}/`, options);
  if (elsewhere.status !== 404 || elsewhere.body !== notFoundText) {
    throw failed('the certificate listener serves more than it should', elsewhere);
  }
  const outcome = await trySignIn(config, { ...options, redeem: false });
  if (outcome.kind === 'broken') throw failed(`a sign-in with a certificate breaks off: ${outcome.where}`);
};

/** It signs no one in, so it can run to the end at every start: the reason shows that the certificate was read. */
const expiredCertificateIsExplained = async (
  config: PosternConfig,
  identity: VisitOptions['identity'],
): Promise<void> => {
  const outcome = await trySignIn(config, { identity, redeem: true });
  if (outcome.kind === 'not_offered') return;
  if (outcome.kind !== 'refused' || outcome.code !== 'certificate.expired' || !outcome.seen) {
    throw failed(`an expired certificate is not refused for being expired (${JSON.stringify(outcome)})`);
  }
};

/** Headers that claim a verified certificate, sent without one. */
const forgedHeaders = (pem: string) => ({
  'x-ssl-client-verify': 'SUCCESS',
  'x-ssl-client-cert': encodeURIComponent(pem),
  'x-postern-proxy-secret': 'forged',
});

const forgedHeadersFail = async (config: PosternConfig, options: VisitOptions): Promise<void> => {
  const publicly = await new Visitor(config).get(config.origins.public + bogusTicket, options);
  if (publicly.status !== 404) throw failed('the public listener lets a certificate endpoint be called', publicly);
  const outcome = await trySignIn(config, { ...options, redeem: true });
  if (outcome.kind === 'broken') throw failed(`a sign-in without a certificate breaks off: ${outcome.where}`);
  if (outcome.kind === 'signed_in' || (outcome.kind === 'refused' && outcome.code !== 'certificate.missing')) {
    throw failed('forged certificate headers were believed');
  }
};

const applicationIsKnownByItsCertificate = async (
  config: PosternConfig,
  machine: NonNullable<PosternConfig['demoMachine']>,
): Promise<void> => {
  const identity = pemOf(machine.certificate);
  const honest = await askForToken(config, machine, { identity });
  if (honest.kind === 'broken') throw failed('an application with a certificate gets no answer', honest.answer);
  if (honest.kind === 'without_certificate') throw failed("an application's certificate does not reach the server");
  const forged = await askForToken(config, machine, { headers: forgedHeaders(identity.cert) });
  if (forged.kind === 'authenticated') throw failed('forged certificate headers were believed of an application');
};
