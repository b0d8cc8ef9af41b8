import { Injectable } from '@nestjs/common';
import type { ErrorCode, GatewayPolicy } from '@postern/contracts';
import { type Certificate, parseEscapedCertificate, X509Error } from '@postern/x509';
import { type Evaluation, evaluatePolicy } from '../policy/evaluate-policy.js';
import { dependsOnToken } from '../policy/policy-needs.js';
import { type AppliedApi, AppliedApis } from './applied-apis.js';
import { Callers } from './callers.js';

/** A call as Nginx describes it. */
export interface Call {
  /** Of the API that Nginx found; empty or unknown if it was deleted in the meantime. */
  readonly apiId: string;
  /** The upstream that Nginx will send it to. */
  readonly upstreamId: string;
  /** `$ssl_client_escaped_cert`; empty for none. */
  readonly certificate: string;
  readonly accessToken: string | null;
}

export interface CallDecision {
  readonly api: AppliedApi | undefined;
  readonly certificate: Certificate | null;
  readonly evaluation: Evaluation;
  /** May be cached for the next call with the same certificate. */
  readonly keepable: boolean;
}

type Listener = (decision: CallDecision) => void;

const refuse = (code: ErrorCode): Evaluation => ({
  allowed: false,
  code,
  decidedBy: 'require',
  trace: [],
  verified: false,
});

const everybody: GatewayPolicy['require'] = null;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Decides on calls, by the current state of the database. */
@Injectable()
export class CallDecisions {
  private readonly listeners = new Set<Listener>();

  constructor(
    private readonly apis: AppliedApis,
    private readonly callers: Callers,
  ) {}

  onDecision(listener: Listener): void {
    this.listeners.add(listener);
  }

  async decide(call: Call): Promise<CallDecision> {
    const decision = await this.judge(call);
    for (const listener of this.listeners) listener(decision);
    return decision;
  }

  private async judge({ apiId, upstreamId, certificate: escaped, accessToken }: Call): Promise<CallDecision> {
    const certificate = parse(escaped);
    const sha256 = certificate === 'malformed' ? null : (certificate?.sha256 ?? null);
    const api = uuid.test(apiId) ? await this.apis.find(apiId, sha256) : undefined;
    if (api === undefined) {
      return { api, certificate: null, evaluation: refuse('gateway.api_not_found'), keepable: false };
    }
    const policies = policiesFor(api, upstreamId);
    const keepable = !policies.some(dependsOnToken);
    const open = policies.every(({ require }) => require === everybody);
    if (certificate === 'malformed') {
      const evaluation = open ? await this.evaluate(policies, null, null, api) : refuse('certificate.malformed');
      return { api, certificate: null, evaluation, keepable };
    }
    if (!open && certificate !== null && (await this.callers.isBlocked(certificate)))
      return { api, certificate, evaluation: refuse('certificate.blocked'), keepable };
    return { api, certificate, evaluation: await this.evaluate(policies, certificate, accessToken, api), keepable };
  }

  /** All policies must be satisfied; the first that is not decides. */
  private async evaluate(
    [policy, ...more]: readonly GatewayPolicy[],
    certificate: Certificate | null,
    accessToken: string | null,
    api: AppliedApi,
  ): Promise<Evaluation> {
    const caller = this.callers.make(certificate, accessToken, () => api.uploaded);
    const evaluation = await evaluatePolicy(policy!, caller);
    if (!evaluation.allowed || more.length === 0) return evaluation;
    return this.evaluate(more, certificate, accessToken, api);
  }
}

/**
 * During an apply, Nginx may still send calls to the former upstream. Such a call must satisfy both policies, so that no upstream is
 * reached by a policy that was not made for it.
 *
 * @throws Error for an upstream that neither policy was made for: Nginx has to catch up first
 */
const policiesFor = (
  { id, applied, formerPolicy, formerUpstreamId }: AppliedApi,
  upstreamId: string,
): readonly GatewayPolicy[] => {
  if (applied.upstreamId === upstreamId) return [applied.policy];
  if (formerPolicy !== null && formerUpstreamId === upstreamId) return [applied.policy, formerPolicy];
  throw new Error(`Nginx sends the API ${id} to an upstream that it does not have`);
};

const parse = (escaped: string): Certificate | 'malformed' | null => {
  if (escaped === '') return null;
  try {
    return parseEscapedCertificate(escaped);
  } catch (error) {
    if (error instanceof X509Error) return 'malformed';
    throw error;
  }
};
