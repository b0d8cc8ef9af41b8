import { join } from 'node:path';
import { type Authority, createAuthority } from '@postern/dev-pki';
import type { Paths } from '../state/paths.js';
import { onlyThisMachine } from './name-constraints.js';
import { isUsable, loadIssued, storeIssued } from './stored-certificate.js';

/** The development authorities of one installation. Each is made at the first start and kept. */
export interface Authorities {
  /** Signs the TLS certificates of our own listeners; people trust this one in their browser. */
  readonly server: Authority;
  /** Top of the users' certificates; the sample mTLS method trusts it. */
  readonly usersRoot: Authority;
  /** Signs the users' certificates. */
  readonly usersIssuing: Authority;
  /** Signs the certificates of applications; trusted for them only, not for sign-ins. */
  readonly machines: Authority;
  /** An untrusted authority with the same name as `usersIssuing`. */
  readonly foreign: Authority;
}

const organization = 'O=Postern development';

export const loadAuthorities = async ({ pki }: Paths): Promise<Authorities> => {
  const usersRoot = await keep(join(pki, 'users-root'), undefined, () =>
    createAuthority({ subject: `CN=Users root CA, ${organization}`, pathLength: 1 }),
  );
  return {
    server: await keep(join(pki, 'server-ca'), undefined, () =>
      createAuthority({
        subject: `CN=Local server CA, ${organization}`,
        pathLength: 0,
        extensions: [onlyThisMachine()],
      }),
    ),
    usersRoot,
    usersIssuing: await keep(join(pki, 'users-issuing'), usersRoot, () =>
      createAuthority({
        subject: `CN=Users issuing CA, ${organization}`,
        issuer: usersRoot,
        pathLength: 0,
        days: 3000,
      }),
    ),
    machines: await keep(join(pki, 'machines-ca'), undefined, () =>
      createAuthority({ subject: `CN=Machines CA, ${organization}`, pathLength: 0 }),
    ),
    foreign: await keep(join(pki, 'foreign-ca'), undefined, () =>
      createAuthority({ subject: `CN=Users issuing CA, ${organization}`, pathLength: 0 }),
    ),
  };
};

const keep = async (
  base: string,
  issuer: Authority | undefined,
  make: () => Promise<Authority>,
): Promise<Authority> => {
  const chain =
    issuer === undefined || issuer.certificate.subject === issuer.certificate.issuer ? [] : [issuer.certificate];
  const found = await loadIssued(base, chain);
  if (found !== undefined && isUsable(found, issuer)) return found;
  const made = await make();
  storeIssued(base, made);
  return made;
};
