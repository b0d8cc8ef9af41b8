import { join } from 'node:path';
import { createCrl } from '@postern/dev-pki';
import type { Paths } from '../state/paths.js';
import { writePrivate } from '../state/private-files.js';
import type { Authorities } from './authorities.js';

/** CRLReason (RFC 5280 §5.3.1). */
const superseded = 4 as const;

/** Writes a fresh revocation list (valid for 30 days) of each users' authority; returns their paths. */
export const writeRevocationLists = async (
  { pki }: Paths,
  { usersRoot, usersIssuing }: Pick<Authorities, 'usersRoot' | 'usersIssuing'>,
  revokedSerials: readonly string[],
): Promise<readonly string[]> => {
  const revoked = revokedSerials.map((serialNumber) => ({ serialNumber, reason: superseded }));
  const lists = [
    { path: join(pki, 'users-issuing.crl.pem'), list: await createCrl(usersIssuing, { revoked }) },
    { path: join(pki, 'users-root.crl.pem'), list: await createCrl(usersRoot) },
  ];
  for (const { path, list } of lists) writePrivate(path, list.pem);
  return lists.map(({ path }) => path);
};
