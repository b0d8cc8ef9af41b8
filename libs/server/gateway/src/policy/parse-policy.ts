import {
  defaultGatewayRefusal,
  type GatewayClause,
  type GatewayPolicy,
  type GatewayRefusal,
  isLevel,
  levels,
} from '@postern/contracts';
import { assertIdentitiesAreProved } from './proved-identities.js';
import { FieldReader, refuse } from './field-reader.js';
import { parseIdentity } from './parse-identity.js';
import { parseThumbprint } from './thumbprint.js';

const deepest = 6;
const mostClauses = 50;
const mostIdentities = 500;
/** Seconds: a year. */
const longestAge = 31_536_000;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
/** RFC 6749 §3.3. */
const scope = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;

/**
 * Reads a policy strictly and normalizes the values that it compares.
 *
 * @param path where it stands in the request body
 * @throws InvalidError `request.invalid`, with the path of what is wrong
 */
export const parsePolicy = (value: unknown, path = 'policy'): GatewayPolicy => {
  const member = new FieldReader(value, path).members('require', 'refusal');
  const clause = member('require');
  const require = clause.isNull ? null : parseClause(clause, 0);
  if (require !== null) assertIdentitiesAreProved(require, clause.path);
  return { require, refusal: parseRefusal(member('refusal')) };
};

const parseRefusal = (reader: FieldReader): GatewayRefusal => {
  if (reader.isNull) return defaultGatewayRefusal;
  const member = reader.members('status', 'reason');
  const [status, reason] = [member('status'), member('reason')];
  return {
    status: status.isNull ? defaultGatewayRefusal.status : status.oneOf([401, 403, 404]),
    reason: reason.isNull ? defaultGatewayRefusal.reason : reason.text(120),
  };
};

const parseClause = (reader: FieldReader, depth: number): GatewayClause => {
  if (depth > deepest) return refuse(reader.path, `must not be nested deeper than ${deepest}`);
  const { type } = reader;
  const parse = typeof type === 'string' && Object.hasOwn(parsers, type) ? parsers[type as keyof Parsers] : undefined;
  if (parse === undefined) return refuse(`${reader.path}.type`, `must be one of ${Object.keys(parsers).join(', ')}`);
  return parse(reader, depth);
};

type Parsers = {
  readonly [T in GatewayClause['type']]: (reader: FieldReader, depth: number) => Extract<GatewayClause, { type: T }>;
};

const parseClauses = (reader: FieldReader, depth: number): readonly GatewayClause[] =>
  reader
    .members(
      'type',
      'clauses',
    )('clauses')
    .items(1, mostClauses)
    .map((clause) => parseClause(clause, depth + 1));

const parsers: Parsers = {
  all: (reader, depth) => ({ type: 'all', clauses: parseClauses(reader, depth) }),
  any: (reader, depth) => ({ type: 'any', clauses: parseClauses(reader, depth) }),
  certificate: (reader) => {
    reader.members('type');
    return { type: 'certificate' };
  },
  thumbprint: (reader) => {
    const member = reader.members('type', 'algorithm', 'value');
    const algorithm = member('algorithm').oneOf(['SHA-1', 'SHA-256']);
    return { type: 'thumbprint', algorithm, value: parseThumbprint(member('value'), [algorithm]) };
  },
  uploaded: (reader) => {
    reader.members('type');
    return { type: 'uploaded' };
  },
  validate: (reader) => {
    const member = reader.members('type', 'trust', 'notBefore', 'notAfter', 'revocation', 'trustAnchorIds');
    const [trust, notBefore, notAfter] = [member('trust'), member('notBefore'), member('notAfter')].map((check) =>
      check.boolean(true),
    ) as [boolean, boolean, boolean];
    const revocation = member('revocation').boolean(trust);
    if (revocation && !trust)
      refuse(member('revocation').path, 'needs trust: revocation lists are signed by an authority');
    if (!trust && !notBefore && !notAfter) refuse(reader.path, 'must check something');
    const ids = member('trustAnchorIds');
    const trustAnchorIds = ids.isNull ? [] : ids.items(0, mostClauses).map(parseId);
    return { type: 'validate', trust, notBefore, notAfter, revocation, trustAnchorIds };
  },
  identities: (reader) => {
    const identities = reader.members('type', 'identities')('identities').items(1, mostIdentities).map(parseIdentity);
    return { type: 'identities', identities };
  },
  level: (reader) => {
    const member = reader.members('type', 'levels', 'maxAge');
    const maxAge = member('maxAge');
    return {
      type: 'level',
      levels: member('levels').items(1, levels.length).map(parseLevel),
      maxAge: maxAge.isNull ? null : maxAge.integer(0, longestAge),
    };
  },
  token: (reader) => {
    const member = reader.members('type', 'scopes', 'audience');
    const [scopes, audience] = [member('scopes'), member('audience')];
    return {
      type: 'token',
      scopes: scopes.isNull ? [] : scopes.items(0, mostClauses).map(parseScope),
      audience: audience.isNull ? null : audience.text(500),
    };
  },
};

const parseLevel = (reader: FieldReader): string => {
  const text = reader.text(100);
  return isLevel(text) ? text : refuse(reader.path, `must be one of ${levels.join(', ')}`);
};

const parseId = (reader: FieldReader): string => {
  const id = reader.text(36).toLowerCase();
  return uuid.test(id) ? id : refuse(reader.path, 'must be the id of a trust anchor of the gateway');
};

const parseScope = (reader: FieldReader): string => {
  const text = reader.text(200);
  return scope.test(text) ? text : refuse(reader.path, 'must be one scope (RFC 6749 §3.3)');
};
