import { readFileSync } from 'node:fs';
import {
  authorizationRequest,
  HttpBrowser,
  redeem,
  type RelyingParty,
  returnWithCode,
  signInByCertificate,
} from '@postern/http-browser';
import type { PosternConfig } from '@postern/local';
import type { BareSetUp } from './bare-set-up.js';
import type { Target } from './measure.js';

export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** What is watched of a running Postern. */
export const posternProcesses = ({ processes, sockets }: PosternConfig): Omit<Target, 'run'> => ({
  processes: { node: processes.server ?? 0, nginx: processes.nginx ?? 0, postgres: processes.postgres },
  metricsSocket: sockets[0]?.metrics ?? null,
});

/** Certificate sign-ins at a running Postern: each with a browser of its own, a new connection for every request. */
export const posternTarget = (config: PosternConfig, identities: readonly Identity[]): Target => {
  const { ca: caFile, origins, issuer, demoClient } = config;
  const ca = readFileSync(caFile, 'utf8');
  const party: RelyingParty = {
    issuer,
    clientId: demoClient?.client_id ?? '',
    clientSecret: demoClient?.client_secret ?? '',
    redirectUri: demoClient?.redirect_uri ?? '',
  };
  return {
    ...posternProcesses(config),
    run: async (index) => {
      const certificate = identities[index % identities.length];
      await signInByCertificate(new HttpBrowser({ ca, certificate, certificateOrigin: origins.mtls }), party);
    },
  };
};

/** The same protocol steps at the bare engine; its "sign-in" is a single request that always succeeds. */
export const bareTarget = ({ party, origin, processes }: BareSetUp, ca: string): Target => ({
  processes: { ...processes, postgres: null },
  metricsSocket: null,
  run: async () => {
    const browser = new HttpBrowser({ ca });
    const request = authorizationRequest(party);
    const { location } = await browser.get(request.url);
    await browser.get(location ?? '');
    const code = await returnWithCode(browser, party, `${location}/finish`, request.state);
    if (!location?.startsWith(origin)) throw new Error(`the bare engine answered ${location}`);
    await redeem(browser, party, code, request.verifier);
  },
});
