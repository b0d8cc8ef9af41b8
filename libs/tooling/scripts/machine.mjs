// @ts-check
// Plain JavaScript without dependencies: runs before `npm ci`.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runStep } from './run-step.mjs';

/** Programs that tests need, and the Debian package each comes in. */
export const needed = {
  nginx: 'nginx',
  chromium: 'chromium',
  certutil: 'libnss3-tools',
  pk12util: 'libnss3-tools',
  openssl: 'openssl',
  curl: 'curl',
  git: 'git',
};
/**
 * Programs without which only some tests are skipped, saying so: Firefox, a smart card in Chromium on a screen, key files of GnuTLS.
 * Without `chromium-headless-shell` nothing is skipped: tests take longer in the whole Chromium.
 */
export const wanted = {
  'chromium-headless-shell': 'chromium-headless-shell',
  'firefox-esr': 'firefox-esr',
  'softhsm2-util': 'softhsm2',
  modutil: 'libnss3-tools',
  Xvfb: 'xvfb',
  xdotool: 'xdotool',
  certtool: 'gnutls-bin',
  python3: 'python3',
};
/** As `wanted`, but too large to install for the tests that use them. */
export const leftToYou = { keytool: 'default-jre-headless' };

const searchPath = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
const isPresent = (/** @type {string} */ program) => searchPath.some((folder) => existsSync(join(folder, program)));
const isDebian = () => existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));

/** Makes Debian's packages install without starting their services; answers how to undo that. */
const holdServicesBack = () => {
  const policy = '/usr/sbin/policy-rc.d';
  if (existsSync(policy)) return () => {};
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(policy, { force: true });
};

/** @param {readonly string[]} packages */
const installFromDebian = async (packages) => {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const apt = ['apt-get', '-q', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120'];
  const undo = holdServicesBack();
  try {
    for (let attempt = 1; attempt <= 3; attempt++) {
      await runStep({ name: 'package lists', command: [...apt, 'update'], env });
      const install = [...apt, 'install', '-y', '--no-install-recommends', ...packages];
      const { passed } = await runStep({ name: `installing ${packages.join(', ')}`, command: install, env });
      if (passed) return true;
    }
    return false;
  } finally {
    undo();
  }
};

const missingOf = (/** @type {Readonly<Record<string, string>>} */ programs) =>
  Object.entries(programs).filter(([program]) => !isPresent(program));
const packagesOf = (/** @type {Readonly<Record<string, string>>} */ programs) => [
  ...new Set(missingOf(programs).map(([, name]) => name)),
];

/**
 * Makes sure that the needed programs exist; on Debian as root installs them, and optional ones too.
 *
 * @returns {Promise<string | undefined>} what a person has to do, or undefined when nothing needed is missing
 */
export const prepareMachine = async () => {
  const debian = isDebian();
  const root = debian && process.getuid?.() === 0;
  const lacking = root ? packagesOf({ ...needed, ...wanted }) : [];
  if (lacking.length > 0 && (await installFromDebian(lacking))) return undefined;

  const missing = missingOf(needed);
  if (missing.length === 0) return undefined;
  const packages = packagesOf(needed);
  if (root) {
    return (await installFromDebian(packages))
      ? undefined
      : `apt-get could not install ${packages.join(', ')}; see above.`;
  }
  const how = debian ? `run: sudo apt-get install -y ${packages.join(' ')}` : 'install them, and see CONTRIBUTING.md';
  return `The tests need ${missing.map(([program]) => program).join(', ')}: ${how}.`;
};
