import type { PosternConfig } from '@postern/local';
import type { BareSetUp } from '../bare-set-up.js';
import { measure, type Measurement, type Target } from '../measure.js';
import { posternProcesses } from '../targets.js';
import type { BenchCertificate } from './bench-certificate.js';
import { registerBenchClients } from './register-clients.js';
import { type Grant, grantByAssertion, grantByTls, type TokenEndpoint } from './token-endpoint.js';

/** One way of getting a token, here and at the yardstick. */
export interface GrantComparison {
  readonly way: string;
  readonly postern: Measurement;
  readonly bareEngine: Measurement;
}

export interface GrantSettings {
  /** Grants per measurement. */
  readonly count: number;
  readonly warmUp: number;
  readonly concurrency: number;
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

/** The middle one of three rounds, in turn, of each way. */
export const compareGrants = async (
  config: PosternConfig,
  bare: BareSetUp,
  certificate: BenchCertificate,
  { count, warmUp, concurrency, say }: GrantSettings,
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
    for (const target of [ours, yardstick]) await measure(target, warmUp, concurrency);
    const rounds: GrantComparison[] = [];
    for (let round = 0; round < 3; round += 1) {
      say(`${name}, round ${round + 1} of 3`);
      const postern = await measure(ours, count, concurrency);
      rounds.push({ way: name, postern, bareEngine: await measure(yardstick, count, concurrency) });
    }
    const ratio = ({ postern, bareEngine }: GrantComparison): number => postern.cpuTotal / bareEngine.cpuTotal;
    comparisons.push(rounds.sort((a, b) => ratio(a) - ratio(b))[1] as GrantComparison);
  }
  return comparisons;
};
