import { defaultGatewayRefusal } from '@postern/contracts';
import type { GatewayClause, GatewayIdentity, GatewayPolicy, GatewayRefusal } from '@postern/contracts';
import type { PolicyProblem } from './policy-problem';
import { groupTypes, identityFields, leafTypes } from './policy-tree';

/** Indented by two spaces, as people write it by hand. */
export const policyText = (policy: GatewayPolicy): string => JSON.stringify(policy, null, 2);

export type ReadPolicy =
  | { readonly policy: GatewayPolicy; readonly problem: null }
  | { readonly policy: null; readonly problem: PolicyProblem };

class Unreadable extends Error {
  constructor(readonly problem: PolicyProblem) {
    super(problem.key);
  }
}
const refuse = (path: string, key: PolicyProblem['key'], values?: PolicyProblem['values']): never => {
  throw new Unreadable({ path, key, ...(values && { values }) });
};

type Members = Readonly<Record<string, unknown>>;
type Reader<T> = (value: unknown, path: string) => T;

/** An object with exactly these members: a misspelt one would silently protect nothing. */
const members = (value: unknown, path: string, ...names: readonly string[]): Members => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(path, 'policy.problem.object');
  const foreign = Object.keys(value as object).find((key) => !names.includes(key));
  if (foreign !== undefined) refuse(path ? `${path}.${foreign}` : foreign, 'policy.problem.unknown');
  return value as Members;
};

const text: Reader<string> = (value, path) => {
  if (value === undefined) refuse(path, 'policy.problem.missing');
  if (typeof value !== 'string') refuse(path, 'policy.problem.text');
  return value as string;
};

const count: Reader<number> = (value, path) => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) refuse(path, 'policy.problem.whole_number');
  return value as number;
};

const choice =
  <const T extends string | number>(choices: readonly T[]): Reader<T> =>
  (value, path) =>
    choices.find((one) => one === value) ?? refuse(path, 'policy.problem.choice', { choices: choices.join(', ') });

const list =
  <T>(item: Reader<T>): Reader<readonly T[]> =>
  (value, path) => {
    if (value === undefined) refuse(path, 'policy.problem.missing');
    if (!Array.isArray(value)) return refuse(path, 'policy.problem.list');
    return value.map((one: unknown, index) => item(one, `${path}.${index}`));
  };

const optional =
  <T>(read: Reader<T>, fallback: T): Reader<T> =>
  (value, path) =>
    value === undefined || value === null ? fallback : read(value, path);

const flag = (fallback: boolean): Reader<boolean> =>
  optional((value, path) => {
    if (typeof value !== 'boolean') refuse(path, 'policy.problem.boolean');
    return value as boolean;
  }, fallback);

const identity: Reader<GatewayIdentity> = (value, path) => {
  const given = Object.entries(members(value, path, ...identityFields)).filter(([, part]) => part !== null);
  return Object.fromEntries(given.map(([field, part]) => [field, text(part, `${path}.${field}`)]));
};

const clauses: Reader<readonly GatewayClause[]> = list((value, path) => clause(value, path));

const readers: {
  readonly [T in GatewayClause['type']]: Reader<Extract<GatewayClause, { readonly type: T }>>;
} = {
  all: (value, path) => ({
    type: 'all',
    clauses: clauses(members(value, path, 'type', 'clauses')['clauses'], `${path}.clauses`),
  }),
  any: (value, path) => ({
    type: 'any',
    clauses: clauses(members(value, path, 'type', 'clauses')['clauses'], `${path}.clauses`),
  }),
  certificate: (value, path) => {
    members(value, path, 'type');
    return { type: 'certificate' };
  },
  uploaded: (value, path) => {
    members(value, path, 'type');
    return { type: 'uploaded' };
  },
  thumbprint: (value, path) => {
    const given = members(value, path, 'type', 'algorithm', 'value');
    return {
      type: 'thumbprint',
      algorithm: choice(['SHA-1', 'SHA-256'])(given['algorithm'], `${path}.algorithm`),
      value: text(given['value'], `${path}.value`),
    };
  },
  validate: (value, path) => {
    const given = members(value, path, 'type', 'trust', 'notBefore', 'notAfter', 'revocation', 'trustAnchorIds');
    const trust = flag(true)(given['trust'], `${path}.trust`);
    return {
      type: 'validate',
      trust,
      notBefore: flag(true)(given['notBefore'], `${path}.notBefore`),
      notAfter: flag(true)(given['notAfter'], `${path}.notAfter`),
      revocation: flag(trust)(given['revocation'], `${path}.revocation`),
      trustAnchorIds: optional(list(text), [])(given['trustAnchorIds'], `${path}.trustAnchorIds`),
    };
  },
  identities: (value, path) => ({
    type: 'identities',
    identities: list(identity)(members(value, path, 'type', 'identities')['identities'], `${path}.identities`),
  }),
  level: (value, path) => {
    const given = members(value, path, 'type', 'levels', 'maxAge');
    return {
      type: 'level',
      levels: list(text)(given['levels'], `${path}.levels`),
      maxAge: optional<number | null>(count, null)(given['maxAge'], `${path}.maxAge`),
    };
  },
  token: (value, path) => {
    const given = members(value, path, 'type', 'scopes', 'audience');
    return {
      type: 'token',
      scopes: optional(list(text), [])(given['scopes'], `${path}.scopes`),
      audience: optional<string | null>(text, null)(given['audience'], `${path}.audience`),
    };
  },
};

const clause: Reader<GatewayClause> = (value, path) => {
  const type = (value as Members | null | undefined)?.['type'];
  if (typeof value !== 'object' || value === null) return refuse(path, 'policy.problem.object');
  return readers[choice([...leafTypes, ...groupTypes])(type, `${path}.type`)](value, path);
};

const refusal: Reader<GatewayRefusal> = (value, path) => {
  const given = members(value, path, 'status', 'reason');
  return {
    status: optional(choice([401, 403, 404]), defaultGatewayRefusal.status)(given['status'], `${path}.status`),
    reason: optional(text, defaultGatewayRefusal.reason)(given['reason'], `${path}.reason`),
  };
};

/** Line and column of a syntax error, if the browser's parser reports a position. */
const syntaxProblem = (message: string, source: string): PolicyProblem => {
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line !== undefined && column !== undefined) return syntaxAt(Number(line), Number(column));
  const position = /position (\d+)/.exec(message)?.[1] ?? (/end of (?:JSON|data)/.test(message) ? source.length : null);
  if (position === null) return { path: '', key: 'policy.problem.syntax' };
  const lines = source.slice(0, Number(position)).split('\n');
  return syntaxAt(lines.length, (lines.at(-1) ?? '').length + 1);
};

const syntaxAt = (line: number, column: number): PolicyProblem => ({
  path: '',
  key: 'policy.problem.syntax_at',
  values: { line, column },
});

/** Parses a policy from JSON as strictly as the server does; `policyProblems` validates its values. */
export const readPolicy = (source: string): ReadPolicy => {
  try {
    const given = members(JSON.parse(source), '', 'require', 'refusal');
    // Without a condition, the policy would admit everyone.
    if (!('require' in given)) refuse('require', 'policy.problem.missing');
    const require = optional<GatewayClause | null>(clause, null)(given['require'], 'require');
    return {
      problem: null,
      policy: { require, refusal: optional(refusal, defaultGatewayRefusal)(given['refusal'], 'refusal') },
    };
  } catch (error) {
    if (error instanceof Unreadable) return { policy: null, problem: error.problem };
    return { policy: null, problem: syntaxProblem((error as Error).message, source) };
  }
};
