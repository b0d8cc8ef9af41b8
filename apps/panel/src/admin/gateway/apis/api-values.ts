import type { GatewayApiDefinition, GatewayRateLimit } from '@postern/contracts';
import { same } from '../policy/policy-tree';

/** Form values of an API's settings; its policy has a separate editor. */
export interface ApiValues {
  readonly name: string;
  readonly pathPrefix: string;
  /** Empty: not chosen yet. */
  readonly upstreamId: string;
  readonly limited: boolean;
  readonly requests: number | string;
  readonly per: GatewayRateLimit['per'];
  readonly burst: number | string;
  readonly clientCert: boolean;
  readonly xSslClient: boolean;
}

/** Default when a limit is switched on. */
const usualLimit: GatewayRateLimit = { requests: 100, per: 'second', burst: 100 };

export const apiValues = (draft: GatewayApiDefinition | null): ApiValues => {
  const { requests, per, burst } = draft?.rateLimit ?? usualLimit;
  return {
    name: draft?.name ?? '',
    pathPrefix: draft?.pathPrefix ?? '/',
    upstreamId: draft?.upstreamId ?? '',
    limited: (draft?.rateLimit ?? null) !== null,
    requests,
    per,
    burst,
    clientCert: draft?.forwardedHeaders.clientCert ?? false,
    xSslClient: draft?.forwardedHeaders.xSslClient ?? false,
  };
};

export type ApiSettings = Omit<GatewayApiDefinition, 'policy'>;

export const apiSettings = (values: ApiValues): ApiSettings => {
  const { name, pathPrefix, upstreamId, limited, requests, per, burst, clientCert, xSslClient } = values;
  return {
    name: name.trim(),
    pathPrefix: pathPrefix.trim(),
    upstreamId,
    rateLimit: limited ? { requests: Number(requests), per, burst: Number(burst) } : null,
    forwardedHeaders: { clientCert, xSslClient },
  };
};

const definitionParts = ['name', 'pathPrefix', 'upstreamId', 'policy', 'rateLimit', 'forwardedHeaders'] as const;
export type DefinitionPart = (typeof definitionParts)[number];

/** The parts in which the draft differs from the applied version. */
export const changedParts = (draft: GatewayApiDefinition, applied: GatewayApiDefinition): readonly DefinitionPart[] =>
  definitionParts.filter((part) => !same(draft[part], applied[part]));

export const nameProblem = (name: string): 'apis.problem.name' | null =>
  name.trim() !== '' && [...name.trim()].length <= 80 ? null : 'apis.problem.name';

export const pathProblem = (path: string): 'apis.problem.path' | null =>
  /^(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*){1,4}$/.test(path.trim()) ? null : 'apis.problem.path';

const isWhole = (value: number | string, least: number): boolean =>
  value !== '' && Number.isInteger(Number(value)) && Number(value) >= least && Number(value) <= 100_000;

export const requestsProblem = (value: number | string): 'apis.problem.requests' | null =>
  isWhole(value, 1) ? null : 'apis.problem.requests';

export const burstProblem = (value: number | string): 'apis.problem.burst' | null =>
  isWhole(value, 0) ? null : 'apis.problem.burst';
