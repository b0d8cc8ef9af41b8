import type { GatewayUpstream, GatewayUpstreamInput } from '@postern/contracts';
import { storedCertificates } from '../../certificates/read-certificates';

/** Values of the upstream form; absent values are empty. */
export interface UpstreamValues {
  readonly name: string;
  readonly url: string;
  /** PEM, one certificate each. */
  readonly trustedCa: readonly string[];
  readonly skip: boolean;
  readonly serverName: string;
  /** Id of a gateway certificate; empty: none is presented. */
  readonly certificateId: string;
}

export const upstreamValues = (upstream: GatewayUpstream | null): UpstreamValues => ({
  name: upstream?.name ?? '',
  url: upstream?.url ?? 'https://',
  trustedCa: storedCertificates(upstream?.trustedCa ?? ''),
  skip: upstream?.skipCertificateChainValidation ?? false,
  serverName: upstream?.serverName ?? '',
  certificateId: upstream?.credential.type === 'certificate' ? upstream.credential.certificateId : '',
});

/** Without TLS there is nothing to validate and nothing to present. */
export const isPlain = (url: string): boolean => /^http:/i.test(url.trim());

export const upstreamInput = (values: UpstreamValues): GatewayUpstreamInput => {
  const { name, url, trustedCa, skip, serverName, certificateId } = values;
  const plain = isPlain(url);
  return {
    name: name.trim(),
    url: url.trim(),
    trustedCa: plain || trustedCa.length === 0 ? null : trustedCa.join('\n'),
    skipCertificateChainValidation: !plain && skip,
    serverName: plain ? null : serverName.trim() || null,
    credential: plain || certificateId === '' ? { type: 'none' } : { type: 'certificate', certificateId },
  };
};

export const nameProblem = (name: string): 'upstreams.problem.name' | null =>
  name.trim() !== '' && [...name.trim()].length <= 80 ? null : 'upstreams.problem.name';

export const urlProblem = (url: string): 'upstreams.problem.url' | null => {
  const text = url.trim();
  if (!/^https?:\/\/[^/?#\s]/i.test(text) || !URL.canParse(text)) return 'upstreams.problem.url';
  const { username, password } = new URL(text);
  return username || password || /[?#\s]/.test(text) ? 'upstreams.problem.url' : null;
};

export const serverNameProblem = (name: string): 'upstreams.problem.server_name' | null =>
  /^[A-Za-z\d]([A-Za-z\d._-]{0,252})$/.test(name.trim()) || name.trim() === '' ? null : 'upstreams.problem.server_name';
