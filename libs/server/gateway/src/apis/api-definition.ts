import {
  defaultGatewayPolicy,
  type GatewayApiDefinition,
  type GatewayForwardedHeaders,
  type GatewayRateLimit,
} from '@postern/contracts';
import { FieldReader } from '../policy/field-reader.js';
import { parsePolicy } from '../policy/parse-policy.js';
import { refused } from '../gateway-errors.js';
import type { CreateApiDto, UpdateApiDto } from './gateway-api.dto.js';

/** Nginx finds an API by whole segments, four at most; what begins with a dot is the gateway's own. */
const prefix = /^(?:\/[A-Za-z\d_~-][A-Za-z\d._~-]*){1,4}$/;
const longestPrefix = 200;
const most = 100_000;

/** @throws InvalidError `request.invalid` */
export const parsePathPrefix = (text: string, path = 'pathPrefix'): string => {
  const trimmed = text.trim().replace(/(?<=[^/])\/$/, '');
  if (trimmed.length <= longestPrefix && prefix.test(trimmed)) return trimmed;
  const message = 'must have one to four segments of letters, digits and ._~-, as in /orders/v2';
  throw refused('request.invalid', path, message);
};

export const parseRateLimit = (value: unknown, path = 'rateLimit'): GatewayRateLimit | null => {
  const reader = new FieldReader(value, path);
  if (reader.isNull) return null;
  const member = reader.members('requests', 'per', 'burst');
  const burst = member('burst');
  return {
    requests: member('requests').integer(1, most),
    per: member('per').oneOf(['second', 'minute']),
    burst: burst.isNull ? 0 : burst.integer(0, most),
  };
};

const parseForwarded = (value: unknown, path = 'forwardedHeaders'): GatewayForwardedHeaders => {
  const member = new FieldReader(value, path).members('clientCert', 'xSslClient');
  return { clientCert: member('clientCert').boolean(false), xSslClient: member('xSslClient').boolean(false) };
};

/** Defaults of optional fields. */
const usual: GatewayApiDefinition = {
  name: '',
  pathPrefix: '',
  upstreamId: '',
  policy: defaultGatewayPolicy,
  rateLimit: null,
  forwardedHeaders: { clientCert: false, xSslClient: false },
};

/** A new definition, checked; throws InvalidError with the path of what is wrong. */
export const newDefinition = (input: CreateApiDto): GatewayApiDefinition => changedDefinition(usual, input);

/** A definition with the given changes, checked. */
export const changedDefinition = (
  before: GatewayApiDefinition,
  { name, upstreamId, pathPrefix, policy, rateLimit, forwardedHeaders }: UpdateApiDto,
): GatewayApiDefinition => ({
  name: name ?? before.name,
  upstreamId: upstreamId?.toLowerCase() ?? before.upstreamId,
  pathPrefix: pathPrefix === undefined ? before.pathPrefix : parsePathPrefix(pathPrefix),
  policy: policy === undefined ? before.policy : parsePolicy(policy),
  rateLimit: rateLimit === undefined ? before.rateLimit : parseRateLimit(rateLimit),
  forwardedHeaders: forwardedHeaders === undefined ? before.forwardedHeaders : parseForwarded(forwardedHeaders),
});
