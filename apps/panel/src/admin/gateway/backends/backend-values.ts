import type { GatewayBackend, GatewayBackendInput } from '@postern/contracts';
import { storedCertificates } from '../../certificates/read-certificates';

/** What the form of a back end holds; what is absent is empty. */
export interface BackendValues {
  readonly name: string;
  readonly url: string;
  /** PEM, one certificate each. */
  readonly trustedCa: readonly string[];
  readonly skip: boolean;
  readonly serverName: string;
  /** Id of a certificate of the gateway; empty: none is shown. */
  readonly certificateId: string;
}

export const backendValues = (backend: GatewayBackend | null): BackendValues => ({
  name: backend?.name ?? '',
  url: backend?.url ?? 'https://',
  trustedCa: storedCertificates(backend?.trustedCa ?? ''),
  skip: backend?.skipCertificateChainValidation ?? false,
  serverName: backend?.serverName ?? '',
  certificateId: backend?.credential.type === 'certificate' ? backend.credential.certificateId : '',
});

/** Without TLS there is nothing to validate and nothing to show. */
export const isPlain = (url: string): boolean => /^http:/i.test(url.trim());

export const backendInput = (values: BackendValues): GatewayBackendInput => {
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

export const nameProblem = (name: string): 'backends.problem.name' | null =>
  name.trim() !== '' && [...name.trim()].length <= 80 ? null : 'backends.problem.name';

export const urlProblem = (url: string): 'backends.problem.url' | null => {
  const text = url.trim();
  if (!/^https?:\/\/[^/?#\s]/i.test(text) || !URL.canParse(text)) return 'backends.problem.url';
  const { username, password } = new URL(text);
  return username || password || /[?#\s]/.test(text) ? 'backends.problem.url' : null;
};

export const serverNameProblem = (name: string): 'backends.problem.server_name' | null =>
  /^[A-Za-z\d]([A-Za-z\d._-]{0,252})$/.test(name.trim()) || name.trim() === '' ? null : 'backends.problem.server_name';
