import type { PosternConfig } from '@postern/local';
import type { BareSetUp } from '../bare-set-up.js';
import { measure, type Target } from '../measure.js';
import { measureInTurn, type Pair } from '../measure-in-turn.js';
import { posternProcesses } from '../targets.js';
import type { BenchCertificate } from '../bench-certificate.js';
import { registerBenchClients } from './register-clients.js';
import { type Grant, grantByAssertion, grantByTls, type TokenEndpoint } from '../token-endpoint.js';

/** One way of getting a token, here and at the yardstick. */
export interface GrantComparison extends Pair {
  readonly way: string;
}

export interface GrantSettings {
  /** Grants per measurement. */
  readonly count: number;
  readonly warmUp: number;
  readonly concurrency: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

const ways: readonly {
  readonly name: string;
  readonly grant: (endpoint: TokenEndpoint, certificate: BenchCertificate) => Grant | Promise<Grant>;
}[] = [
  { name: 'mutual TLS, new connections', grant: (endpoint, certificate) => grantByTls(endpoint, certificate, false) },
  { name: 'mutual TLS, kept connections', grant: (endpoint, certificate) => grantByTls(endpoint, certificate, true) },
  { name: 'signed assertion, kept connections', grant: grantByAssertion },
];

/** Each way in turn with the yardstick. */
export const compareGrants = async (
  config: PosternConfig,
  bare: BareSetUp,
  certificate: BenchCertificate,
  { warmUp, say, ...settings }: GrantSettings,
): Promise<readonly GrantComparison[]> => {
  const endpoint = await registerBenchClients(config, certificate);
  const comparisons: GrantComparison[] = [];
  for (const { name, grant } of ways) {
    const ours: Target = { ...posternProcesses(config), run: await grant(endpoint, certificate) };
    const yardstick: Target = {
      processes: { ...bare.processes, postgres: null },
      metricsSocket: null,
      run: await grant({ ...bare.tokenEndpoint, ca: endpoint.ca }, certificate),
    };
    for (const target of [ours, yardstick]) await measure(target, warmUp, settings.concurrency);
    const announce = (line: string): void => say(`${name}, ${line}`);
    const pair = await measureInTurn({ postern: ours, bareEngine: yardstick, ...settings, say: announce });
    comparisons.push({ way: name, ...pair });
  }
  return comparisons;
};
