import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Origins } from './origins.js';
import type { Pki } from './pki/prepare-pki.js';
import { readIfPresent, writePrivate } from './private-files.js';
import { runToEnd } from './processes/run-to-end.js';
import type { Secrets } from './secrets.js';
import { demoClientId } from './services/demo-process.js';
import { serverEnvironment, serverScript, type ServerSettings } from './services/server-process.js';

export const adminLogin = 'admin';
export const sampleMethodName = 'mTLS';

/** Addresses of the demo application that the server has to know. */
export const demoAddresses = ({ demo }: Origins) => ({ redirect: `${demo}/callback`, postLogout: `${demo}/` });

/** What `seed.js` reads: everything is created or brought up to date by login, client_id and method name. */
export const sampleSeed = (origins: Origins, secrets: Secrets, pki: Pki) => {
  if (pki.samples === undefined) return { users: [], clients: [] };
  const read = (path: string) => readFileSync(path, 'utf8');
  const user = (login: 'alice' | 'bob', name: string) => ({
    login,
    name,
    email: `${login}@example.com`,
    password: secrets.userPasswords[login],
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
        first_party: true,
      },
    ],
  };
};

/** The password is set even when there is such an account: it is only written down here when it is a new one. */
const owner = ({ adminPassword }: Secrets) => ({
  login: adminLogin,
  name: 'Administrator',
  password: adminPassword,
  resetPassword: true,
});

/**
 * Runs the seed when there is something new to say. What people changed since stays: an unchanged seed is not run again, and
 * the owner's password is only ever set when it is a new one.
 */
export const seedDatabase = async (
  settings: ServerSettings,
  secrets: Secrets,
  pki: Pki,
  signal: AbortSignal,
): Promise<boolean> => {
  const { paths, origins, databaseUrl } = settings;
  const before = readStamp(paths.seedStamp);
  const samples = sampleSeed(origins, secrets, pki);
  const stamp = {
    owner: digest([databaseUrl.replace(/:\d+\//, '/'), owner(secrets)]),
    samples: digest([databaseUrl.replace(/:\d+\//, '/'), samples]),
  };
  const withOwner = before.owner !== stamp.owner;
  const withSamples = before.samples !== stamp.samples;
  if (!withOwner && !withSamples) return false;
  writePrivate(
    paths.seed,
    JSON.stringify({
      ...(withSamples ? samples : { users: [], clients: [] }),
      ...(withOwner ? { owner: owner(secrets) } : {}),
    }),
  );
  await runToEnd('writing the first data', process.execPath, [serverScript(paths, 'seed'), paths.seed], {
    env: serverEnvironment(settings),
    cwd: paths.repository,
    signal,
  });
  writePrivate(paths.seedStamp, JSON.stringify(stamp));
  return true;
};

const digest = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

const readStamp = (path: string): { readonly owner?: string; readonly samples?: string } => {
  try {
    return JSON.parse(readIfPresent(path) ?? '{}') as { owner?: string; samples?: string };
  } catch {
    return {};
  }
};
