import type { ProcessIds } from '../processes/process-set.js';
import type { Origins } from '../state/origins.js';
import type { Paths } from '../state/paths.js';
import type { Pki } from '../pki/prepare-pki.js';
import type { CertificateFiles } from '../pki/sample-certificates.js';
import { writePrivate } from '../state/private-files.js';
import type { Secrets } from '../state/secrets.js';
import { adminUsername, demoAddresses, demoMachine } from './seed.js';
import { demoClientId } from '../services/demo-process.js';
import type { ServerSockets } from '../state/sockets.js';

export interface SampleCertificate extends CertificateFiles {
  readonly p12Password: string;
}

/** `.postern/postern.json`, for tools. Documented in docs/postern-json.md; fields are added, never changed. */
export interface PosternConfig {
  readonly origins: Origins;
  readonly issuer: string;
  /** PEM file: the authority to trust for all origins. */
  readonly ca: string;
  /** PEM files: the authorities of the sample users' certificates, and their revocation lists. */
  readonly usersCa: { readonly root: string; readonly issuing: string; readonly crls: readonly string[] };
  readonly admin: { readonly username: string; readonly password: string };
  readonly users: readonly {
    readonly username: string;
    readonly password: string;
    readonly certificate: SampleCertificate;
  }[];
  /** Good, and linked to nobody. */
  readonly spareCertificate: SampleCertificate | null;
  readonly badCertificates: Readonly<Record<string, SampleCertificate>>;
  readonly demoClient: {
    readonly client_id: string;
    readonly client_secret: string;
    readonly redirect_uri: string;
    readonly post_logout_redirect_uri: string;
  } | null;
  /** PEM file: the authority of the sample application's certificate, trusted for applications. */
  readonly machinesCa: string;
  /** An application that authenticates with a certificate at `origins.clients`; its tokens are bound to it. */
  readonly demoMachine: {
    readonly client_id: string;
    readonly scope: string;
    /** The API its tokens are for. */
    readonly resource: string;
    readonly certificate: SampleCertificate;
  } | null;
  readonly database: { readonly url: string };
  /** Unix sockets of each server process. */
  readonly sockets: readonly ServerSockets[];
  readonly logs: string;
  readonly processes: ProcessIds;
}

export interface PosternConfigInput {
  readonly paths: Paths;
  readonly origins: Origins;
  readonly secrets: Secrets;
  readonly pki: Pki;
  readonly databaseUrl: string;
  readonly sockets: readonly ServerSockets[];
  readonly processes: ProcessIds;
}

export const describePostern = ({
  paths,
  origins,
  secrets,
  pki,
  databaseUrl,
  sockets,
  processes,
}: PosternConfigInput): PosternConfig => {
  const { samples } = pki;
  const withPassword = (files: CertificateFiles): SampleCertificate => ({ ...files, p12Password: secrets.p12Password });
  const { redirect, postLogout } = demoAddresses(origins);
  return {
    origins,
    issuer: `${origins.public}/oidc`,
    ca: pki.serverCa,
    usersCa: { ...pki.usersCa, crls: pki.revocationLists },
    admin: { username: adminUsername, password: secrets.adminPassword },
    users:
      samples === undefined
        ? []
        : (['alice', 'bob'] as const).map((username) => ({
            username,
            password: secrets.userPasswords[username],
            certificate: withPassword(samples.users[username]),
          })),
    spareCertificate: samples === undefined ? null : withPassword(samples.spare),
    badCertificates: Object.fromEntries(
      Object.entries(samples?.bad ?? {}).map(([name, files]) => [name, withPassword(files)]),
    ),
    demoClient:
      samples === undefined
        ? null
        : {
            client_id: demoClientId,
            client_secret: secrets.demoClientSecret,
            redirect_uri: redirect,
            post_logout_redirect_uri: postLogout,
          },
    machinesCa: pki.machinesCa,
    demoMachine:
      samples === undefined
        ? null
        : { ...demoMachine, resource: `${origins.public}/api/v2`, certificate: withPassword(samples.machine) },
    database: { url: databaseUrl },
    sockets,
    logs: paths.logs,
    processes,
  };
};

export const writePosternJson = (paths: Paths, config: PosternConfig): void =>
  writePrivate(paths.posternJson, `${JSON.stringify(config, null, 2)}\n`);
