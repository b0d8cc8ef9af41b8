import type { Paths } from '../state/paths.js';
import type { Secrets } from '../state/secrets.js';
import { type Authorities, loadAuthorities } from './authorities.js';
import { writeRevocationLists } from './revocation-lists.js';
import { loadSampleCertificates, type SampleCertificates } from './sample-certificates.js';
import { loadServerCertificate } from './server-certificate.js';
import { filesOf } from './stored-certificate.js';
import { join } from 'node:path';

/** Everything that certificates are needed for; paths, ready to be handed on. */
export interface Pki {
  readonly authorities: Authorities;
  /** CA to trust for our own listeners. */
  readonly serverCa: string;
  readonly server: { readonly cert: string; readonly key: string };
  /** Authority of the sample application's certificate. */
  readonly machinesCa: string;
  readonly usersCa: { readonly root: string; readonly issuing: string };
  /** Undefined without sample data. */
  readonly samples: SampleCertificates | undefined;
  readonly revocationLists: readonly string[];
  /** Writes the revocation lists anew. */
  readonly refreshRevocationLists: () => Promise<unknown>;
}

/** Loads what an earlier start has made, makes what is missing, renews what runs out. */
export const preparePki = async (paths: Paths, secrets: Secrets, withSamples: boolean): Promise<Pki> => {
  const authorities = await loadAuthorities(paths);
  const samples = withSamples ? await loadSampleCertificates(paths, authorities, secrets.p12Password) : undefined;
  const revoked = samples === undefined ? [] : [samples.revokedSerial];
  const refreshRevocationLists = () => writeRevocationLists(paths, authorities, revoked);
  return {
    authorities,
    serverCa: filesOf(join(paths.pki, 'server-ca')).cert,
    server: await loadServerCertificate(paths, authorities.server),
    machinesCa: filesOf(join(paths.pki, 'machines-ca')).cert,
    usersCa: {
      root: filesOf(join(paths.pki, 'users-root')).cert,
      issuing: filesOf(join(paths.pki, 'users-issuing')).cert,
    },
    samples,
    revocationLists: await refreshRevocationLists(),
    refreshRevocationLists,
  };
};
