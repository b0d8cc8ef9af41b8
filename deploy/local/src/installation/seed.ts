import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Origins } from '../state/origins.js';
import type { Pki } from '../pki/prepare-pki.js';
import { readIfPresent, writePrivate } from '../state/private-files.js';
import { runToEnd } from '../processes/run-to-end.js';
import type { Secrets } from '../state/secrets.js';
import { demoClientId } from '../services/demo-process.js';
import { serverEnvironment, serverScript, type ServerSettings } from '../services/server-process.js';

export const adminUsername = 'admin';
const sampleMethodName = 'mTLS';
/** The sample application that authenticates with a certificate, and what its tokens are for. */
export const demoMachine = { client_id: 'demo-machine', scope: 'read:clients' } as const;

/** Addresses of the demo application that the server has to know. */
export const demoAddresses = ({ demo }: Origins) => ({
  redirect: `${demo}/callback`,
  postLogout: `${demo}/`,
  backChannelLogout: `${demo}/back-channel-logout`,
});

/** What `seed.js` reads: everything is created or brought up to date by username, client_id and method name. */
const sampleSeed = (origins: Origins, secrets: Secrets, pki: Pki) => {
  if (pki.samples === undefined) return { users: [], method: undefined, clients: [], machines: undefined };
  const read = (path: string) => readFileSync(path, 'utf8');
  const user = (username: 'alice' | 'bob', name: string) => ({
    username,
    name,
    email: `${username}@example.com`,
    password: secrets.userPasswords[username],
    // Written down in postern.json for tools, which sign in as often as they like.
    passwordIsOwn: true,
  });
  const addresses = demoAddresses(origins);
  return {
    users: [
      { ...user('alice', 'Alice Adams'), certificatePem: read(pki.samples.users.alice.cert) },
      user('bob', 'Bob Brown'),
    ],
    // The issuing authority too: Nginx hands on the person's own certificate only, without what stands between it and the root.
    method: {
      name: sampleMethodName,
      trustAnchorsPem: [read(pki.usersCa.root), read(pki.usersCa.issuing)],
      identifyBy: 'certificate',
    },
    clients: [
      {
        client_id: demoClientId,
        client_secret: secrets.demoClientSecret,
        name: 'Demo application',
        redirect_uris: [addresses.redirect],
        post_logout_redirect_uris: [addresses.postLogout],
        backchannel_logout_uri: addresses.backChannelLogout,
        client_uri: `${origins.demo}/`,
        first_party: true,
      },
    ],
    machines: {
      trustAnchors: [{ name: 'Sample applications', pem: read(pki.machinesCa) }],
      clients: [
        {
          client_id: demoMachine.client_id,
          name: 'Demo machine',
          scopes: [demoMachine.scope],
          certificatePem: read(pki.samples.machine.cert),
        },
      ],
    },
  };
};

/** The password is set even when there is such an account: it is only written down here when it is a new one. */
const owner = (password: string) => ({
  username: adminUsername,
  name: 'Administrator',
  password,
  resetPassword: true,
});

/** The owner's part as earlier versions wrote it, and took the digest of. */
const formerOwners = (password: string): readonly object[] => [
  owner(password),
  { login: adminUsername, name: 'Administrator', password, resetPassword: true },
];

type Stamps = Readonly<Record<string, string | undefined>>;

/**
 * What the seed was at the last start, part by part, as digests. Of the owner only the password counts: a part that looks different in
 * another version must not bring back a password that the owner has replaced since.
 */
export const stampsOf = (database: string, adminPassword: string, parts: object): Stamps => ({
  ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, digest([database, part])])),
  owner: digest([database, adminPassword]),
});

/** Whether the owner's password has to be set: at the first start, and after a new one was asked for. */
export const isOwnerNew = (before: Stamps, database: string, adminPassword: string): boolean =>
  ![adminPassword, ...formerOwners(adminPassword)].some((part) => before['owner'] === digest([database, part]));

/**
 * Runs the seed when there is something new to say. What people changed since stays: a part that says the same as last time (the
 * owner, the people, the method, the applications) is not written again; other ports, for example, only concern the applications.
 */
export const seedDatabase = async (
  settings: ServerSettings,
  secrets: Secrets,
  pki: Pki,
  signal: AbortSignal,
): Promise<boolean> => {
  const { paths, origins, databaseUrl } = settings;
  const before = readStamps(paths.seedStamp);
  const parts = sampleSeed(origins, secrets, pki);
  // The embedded database has another port at each start and is the same one all the same.
  const database = databaseUrl.replace(/:\d+\//, '/');
  const stamps = stampsOf(database, secrets.adminPassword, parts);
  const isNew = (name: keyof typeof parts) => stamps[name] !== before[name];
  const seed = {
    // Written at the first start and for a new password; either way the one that is shown has to be the right one.
    ...(isOwnerNew(before, database, secrets.adminPassword) ? { owner: owner(secrets.adminPassword) } : {}),
    // People are linked to the method that stands beside them.
    ...(isNew('users') ? { users: parts.users, method: parts.method } : {}),
    ...(isNew('method') ? { method: parts.method } : {}),
    ...(isNew('clients') ? { clients: parts.clients } : {}),
    ...(isNew('machines') ? { machines: parts.machines } : {}),
  };
  if (Object.keys(seed).length === 0) return false;
  writePrivate(paths.seed, JSON.stringify(seed));
  await runToEnd('writing the first data', process.execPath, [serverScript(paths, 'seed'), paths.seed], {
    env: serverEnvironment(settings),
    cwd: paths.repository,
    signal,
  });
  writePrivate(paths.seedStamp, JSON.stringify(stamps));
  return true;
};

const digest = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

const readStamps = (path: string): Stamps => {
  try {
    return JSON.parse(readIfPresent(path) ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
};
