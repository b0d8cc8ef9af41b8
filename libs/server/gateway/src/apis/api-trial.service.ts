import { Statements } from '@postern/database';
import { Injectable } from '@nestjs/common';
import type { GatewayDecision, GatewayTryInput } from '@postern/contracts';
import { ConflictError } from '@postern/errors';
import { type Certificate, summarize } from '@postern/x509';
import { findApi } from './gateway-api-records.js';
import { thumbprintsOf } from '../certificates/gateway-certificate-records.js';
import { evaluatePolicy } from '../policy/evaluate-policy.js';
import { readCertificates } from '../read-certificates.js';
import { AppliedApis } from '../decisions/applied-apis.js';
import { Callers } from '../decisions/callers.js';

/** Dry runs: the answer that a caller would get, and the clause that decides. Changes nothing and records nothing. */
@Injectable()
export class ApiTrial {
  constructor(
    private readonly statements: Statements,
    private readonly apis: AppliedApis,
    private readonly callers: Callers,
  ) {}

  /** @throws NotFoundError, InvalidError for a text that is no certificate, ConflictError when nothing was applied yet */
  async run(
    id: string,
    { certificate: pem, accessToken, policy: which = 'draft' }: GatewayTryInput,
  ): Promise<GatewayDecision> {
    const row = await findApi(this.statements, id);
    const policy = which === 'draft' ? row.policy : row.applied?.policy;
    if (policy === undefined) throw new ConflictError('request.conflict', 'nothing was applied yet');
    const [certificate = null] = pem == null ? [] : readCertificates(pem, 1, 'certificate');
    const isUploaded = () => certificate !== null && this.apis.isUploaded(certificate.sha256);
    const caller = this.callers.make(certificate, accessToken ?? null, isUploaded);
    const { allowed, code, decidedBy, trace } = await evaluatePolicy(policy, caller);
    const { status, reason } = allowed ? { status: null, reason: null } : policy.refusal;
    return { allowed, status, reason, code, decidedBy, trace, ...(await this.shown(certificate)) };
  }

  private async shown(
    certificate: Certificate | null,
  ): Promise<Pick<GatewayDecision, 'certificate' | 'judgement' | 'thumbprints'>> {
    if (certificate === null) return { certificate: null, judgement: null, thumbprints: null };
    const judgement = await this.callers.survey(certificate);
    return { certificate: summarize(certificate), judgement, thumbprints: thumbprintsOf(certificate) };
  }
}
