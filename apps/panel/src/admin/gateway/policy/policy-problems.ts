import type { GatewayClause, GatewayIdentity, GatewayPolicy } from '@postern/contracts';
import type { PolicyProblem } from './policy-problem';
import { isGroup } from './policy-tree';

const deepest = 6;
const mostClauses = 50;
const mostIdentities = 500;
const thumbprintDigits = { 'SHA-1': 40, 'SHA-256': 64 } as const;
/** RFC 6749 §3.3. */
const scope = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;
/** The server converts letters of other alphabets to ASCII (IDNA). */
const dnsName = /^(?:\*\.)?[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*$/iu;
const uri = /^[a-z][a-z\d+.-]*:\S+$/i;
const atSign = /^[^@\s]+@[^@\s]+$/;
const ipAddress = /^[\da-f.:]+$/i;

/**
 * Strips what people copy along with a thumbprint or serial number: colons, spaces and the invisible mark of Windows.
 */
export const bareHex = (text: string): string =>
  text
    .replaceAll(/[\s:.,;_\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff-]/g, '')
    .toLowerCase()
    .replace(/^0x/, '');

const isHex = (text: string, ...lengths: readonly number[]): boolean =>
  /^[\da-f]+$/.test(text) && (lengths.length === 0 || lengths.includes(text.length));

const required = (path: string): PolicyProblem => ({ path, key: 'policy.problem.required', early: true });

const identityChecks: {
  readonly [K in keyof Required<GatewayIdentity>]: (value: string) => Omit<PolicyProblem, 'path'> | null;
} = {
  thumbprint: (value) => (isHex(bareHex(value), 40, 64) ? null : { key: 'policy.problem.thumbprint_any' }),
  issuerThumbprint: (value) => (isHex(bareHex(value), 40, 64) ? null : { key: 'policy.problem.thumbprint_any' }),
  serialNumber: (value) => (isHex(bareHex(value)) ? null : { key: 'policy.problem.serial' }),
  dnsName: (value) => (dnsName.test(value.trim()) ? null : { key: 'policy.problem.dns' }),
  uri: (value) => (uri.test(value.trim()) ? null : { key: 'policy.problem.uri' }),
  email: (value) => (atSign.test(value.trim()) ? null : { key: 'policy.problem.email' }),
  userPrincipalName: (value) => (atSign.test(value.trim()) ? null : { key: 'policy.problem.upn' }),
  ipAddress: (value) => (ipAddress.test(value.trim()) ? null : { key: 'policy.problem.ip' }),
  commonName: (value) => (value.length > 256 ? { key: 'policy.problem.too_long', values: { most: 256 } } : null),
  subject: (value) => (value.length > 4096 ? { key: 'policy.problem.too_long', values: { most: 4096 } } : null),
  issuerSubject: (value) => (value.length > 4096 ? { key: 'policy.problem.too_long', values: { most: 4096 } } : null),
};

/**
 * @param proved the policy also requires a path to a trust anchor; without it, anyone could put these names into a
 * certificate
 */
const identityProblems = (identity: GatewayIdentity, path: string, proved: boolean): readonly PolicyProblem[] => {
  const parts = Object.entries(identity) as [keyof GatewayIdentity, string][];
  if (parts.length === 0) return [{ path, key: 'policy.problem.identity' }];
  const wrong = parts.flatMap(([field, value]): readonly PolicyProblem[] => {
    if (value.trim() === '') return [required(`${path}.${field}`)];
    const problem = identityChecks[field](value);
    return problem ? [{ path: `${path}.${field}`, ...problem }] : [];
  });
  const claimed = !proved && identity.thumbprint === undefined && identity.issuerThumbprint === undefined;
  return claimed ? [...wrong, { path, key: 'policy.problem.claimed', early: wrong.some(({ early }) => early) }] : wrong;
};

const provesTrust = (clause: GatewayClause): boolean =>
  (clause.type === 'validate' && clause.trust) || (clause.type === 'all' && clause.clauses.some(provesTrust));

const listProblems = (path: string, length: number, most: number): readonly PolicyProblem[] =>
  length > most ? [{ path, key: 'policy.problem.limit', values: { most } }] : [];

const clauseProblems = (
  clause: GatewayClause,
  path: string,
  depth: number,
  proved: boolean,
): readonly PolicyProblem[] => {
  if (depth > deepest) return [{ path, key: 'policy.problem.depth' }];
  if (isGroup(clause)) {
    const within = proved || (clause.type === 'all' && clause.clauses.some(provesTrust));
    if (clause.clauses.length === 0) return [{ path, key: 'policy.problem.group' }];
    return [
      ...listProblems(path, clause.clauses.length, mostClauses),
      ...clause.clauses.flatMap((inner, index) => clauseProblems(inner, `${path}.clauses.${index}`, depth + 1, within)),
    ];
  }
  switch (clause.type) {
    case 'thumbprint': {
      const digits = thumbprintDigits[clause.algorithm];
      if (clause.value.trim() === '') return [required(`${path}.value`)];
      return isHex(bareHex(clause.value), digits)
        ? []
        : [{ path: `${path}.value`, key: 'policy.problem.thumbprint', values: { digits } }];
    }
    case 'validate': {
      const { trust, notBefore, notAfter, revocation } = clause;
      if (revocation && !trust) return [{ path: `${path}.revocation`, key: 'policy.problem.revocation' }];
      return trust || notBefore || notAfter ? [] : [{ path, key: 'policy.problem.nothing_checked' }];
    }
    case 'identities':
      if (clause.identities.length === 0) return [{ path, key: 'policy.problem.identities' }];
      return [
        ...listProblems(path, clause.identities.length, mostIdentities),
        ...clause.identities.flatMap((identity, index) =>
          identityProblems(identity, `${path}.identities.${index}`, proved),
        ),
      ];
    case 'token': {
      const wrong = clause.scopes.findIndex((text) => !scope.test(text));
      return [
        ...(wrong === -1 ? [] : [{ path: `${path}.scopes.${wrong}`, key: 'policy.problem.scope' } as const]),
        ...((clause.audience ?? '').length > 500
          ? [{ path: `${path}.audience`, key: 'policy.problem.too_long', values: { most: 500 } } as const]
          : []),
      ];
    }
    default:
      return [];
  }
};

/** Errors that the server would report, found while typing; the server's own check is final. */
export const policyProblems = ({ require, refusal }: GatewayPolicy): readonly PolicyProblem[] => {
  const reason = refusal.reason.trim();
  return [
    ...(require === null ? [] : clauseProblems(require, 'require', 0, false)),
    ...(reason === '' || reason.length > 120 || /\p{Cc}/u.test(reason)
      ? [{ path: 'refusal.reason', key: 'policy.problem.reason' } as const]
      : []),
  ];
};
