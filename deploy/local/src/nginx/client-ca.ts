import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { createAuthority } from '@postern/dev-pki';
import type { Paths } from '../state/paths.js';
import { readIfPresent, writePrivate } from '../state/private-files.js';
import { clientCaFile } from './nginx-values.js';

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Copies the trust anchors that the server has written to where Nginx reads them; tells whether anything changed.
 * Nginx does not start on an empty or damaged file: unreadable certificates are left out, and while no method is
 * switched on an authority stands in whose key was thrown away, so that it vouches for nobody.
 */
export const updateClientCa = async (paths: Paths): Promise<boolean> => {
  const found = (readIfPresent(paths.trustAnchors) ?? '').match(block)?.filter(isReadable) ?? [];
  const bundle = found.length > 0 ? `${found.join('\n')}\n` : await standIn(paths);
  if (bundle === readIfPresent(clientCaFile(paths))) return false;
  writePrivate(clientCaFile(paths), bundle);
  return true;
};

const isReadable = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    return false;
  }
};

const standIn = async (paths: Paths): Promise<string> => {
  const path = join(paths.nginx, 'no-trust-anchor.pem');
  const found = readIfPresent(path);
  if (found !== undefined) return found;
  const { pem } = await createAuthority({ subject: 'CN=No certificate is accepted here' });
  writePrivate(path, pem);
  return pem;
};
