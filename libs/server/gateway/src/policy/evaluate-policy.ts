import type { ErrorCode, GatewayClause, GatewayPolicy, GatewayTraceStep } from '@postern/contracts';
import { type Certificate, sha1 } from '@postern/x509';
import type { Caller } from './caller.js';
import { type ClauseOutcome, met, unmet } from './clause-outcome.js';
import { evaluateIdentities } from './identities-clause.js';
import { evaluateLevel } from './level-clause.js';
import { evaluateToken } from './token-clause.js';
import { evaluateValidate } from './validate-clause.js';

export interface Evaluation {
  readonly allowed: boolean;
  /** Why not. */
  readonly code: ErrorCode | null;
  /** Path of the clause that decided; `require` when there is none. */
  readonly decidedBy: string;
  readonly trace: readonly GatewayTraceStep[];
  /** The certificate was verified, not only presented. */
  readonly verified: boolean;
}

interface Result {
  readonly outcome: ClauseOutcome;
  readonly decidedBy: string;
}

/** Decides whether a caller satisfies a policy. Evaluates clauses in order and looks up only what they need. */
export const evaluatePolicy = async (
  { require }: Pick<GatewayPolicy, 'require'>,
  caller: Caller,
  path = 'require',
): Promise<Evaluation> => {
  if (require === null) return { allowed: true, code: null, decidedBy: path, trace: [], verified: false };
  const trace: GatewayTraceStep[] = [];
  const { outcome, decidedBy } = await evaluate(require, path, caller, trace);
  return outcome.met
    ? { allowed: true, code: null, decidedBy, trace, verified: outcome.verified ?? false }
    : { allowed: false, code: outcome.code, decidedBy, trace, verified: false };
};

const evaluate = async (
  clause: GatewayClause,
  path: string,
  caller: Caller,
  trace: GatewayTraceStep[],
): Promise<Result> => {
  const place = trace.push(stepOf(clause, path, undefined)) - 1;
  const result =
    clause.type === 'all' || clause.type === 'any'
      ? await evaluateGroup(clause, path, caller, trace)
      : { outcome: await evaluateLeaf(clause, caller), decidedBy: path };
  trace[place] = stepOf(clause, path, result.outcome);
  return result;
};

/** `all` ends at the first clause that is not met, `any` at the first that is; the rest is skipped. */
const evaluateGroup = async (
  { type, clauses }: Extract<GatewayClause, { readonly clauses: unknown }>,
  path: string,
  caller: Caller,
  trace: GatewayTraceStep[],
): Promise<Result> => {
  const results: Result[] = [];
  for (const [index, clause] of clauses.entries()) {
    const inner = `${path}.clauses.${index}`;
    if (results.at(-1)?.outcome.met === (type === 'any')) {
      trace.push(...skipped(clause, inner));
      continue;
    }
    results.push(await evaluate(clause, inner, caller, trace));
  }
  const [first, last] = [results[0]!, results.at(-1)!];
  // If all alternatives fail, the reason is that of the first.
  if (!last.outcome.met) return type === 'any' ? first : last;
  const verified = results.some(({ outcome }) => outcome.met && outcome.verified === true);
  return { decidedBy: last.decidedBy, outcome: met(undefined, verified) };
};

const evaluateLeaf = async (
  clause: Exclude<GatewayClause, { readonly clauses: unknown }>,
  caller: Caller,
): Promise<ClauseOutcome> => {
  const { certificate } = caller;
  if (clause.type === 'level') return evaluateLevel(clause, certificate, caller);
  if (certificate === null) return unmet('gateway.no_client_certificate', 'no certificate was shown');
  switch (clause.type) {
    case 'certificate':
      return met('some certificate was shown', false);
    case 'thumbprint':
      return evaluateThumbprint(clause, certificate);
    case 'uploaded':
      return (await caller.isUploaded())
        ? met('among the uploaded certificates')
        : unmet('gateway.not_uploaded', `${certificate.sha256} was not uploaded`);
    case 'validate':
      return evaluateValidate(clause, certificate, caller);
    case 'identities':
      return evaluateIdentities(clause.identities, certificate, caller);
    case 'token':
      return evaluateToken(clause, certificate, caller);
  }
};

const evaluateThumbprint = (
  { algorithm, value }: Extract<GatewayClause, { readonly type: 'thumbprint' }>,
  { der, sha256 }: Certificate,
): ClauseOutcome => {
  const found = algorithm === 'SHA-256' ? sha256 : sha1(der);
  return found === value ? met(`${algorithm} ${found}`) : unmet('gateway.other_thumbprint', `${algorithm} is ${found}`);
};

const stepOf = (clause: GatewayClause, path: string, outcome: ClauseOutcome | undefined): GatewayTraceStep => ({
  path,
  type: clause.type,
  outcome: outcome === undefined ? 'skipped' : outcome.met ? 'met' : 'not_met',
  code: outcome === undefined || outcome.met ? null : outcome.code,
  detail: outcome?.detail ?? null,
});

const skipped = (clause: GatewayClause, path: string): GatewayTraceStep[] => [
  stepOf(clause, path, undefined),
  ...('clauses' in clause ? clause.clauses.flatMap((inner, index) => skipped(inner, `${path}.clauses.${index}`)) : []),
];
