import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import { CertificateListenersConfig } from '@postern/certificate-kit';
import { defaultGatewayRefusal, type ErrorCode, type GatewayClause } from '@postern/contracts';
import { ChangeFeed } from '@postern/database';
import { type CallDecision, CallDecisions } from './call-decisions.service.js';
import { clauseAt } from '../policy/policy-needs.js';
import { RefusedCallLog } from './refused-call-log.js';
import { upstreamCertificateHeaders } from './upstream-certificate-headers.js';

const bearer = /^bearer +([\w.~+/-]{1,8192}=*) *$/i;
/** A header that no other server would send: a status alone allows nothing. */
const word = 'x-postern-decision';
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Answers Nginx's `auth_request` on a socket of its own: 204 allows a call, 403 refuses it, with the details for the caller in headers.
 * Both must carry `X-Postern-Decision`; otherwise Nginx answers 503.
 */
@Injectable()
export class DecisionEndpoint {
  private readonly logger = new Logger(DecisionEndpoint.name);
  private readonly secret: Buffer;

  constructor(
    private readonly decisions: CallDecisions,
    private readonly refusals: RefusedCallLog,
    private readonly changes: ChangeFeed,
    config: CertificateListenersConfig,
  ) {
    this.secret = digest(config.PROXY_SECRET);
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    // Nginx reads its cache entry for every call, so it should be small.
    response.sendDate = false;
    this.answer(request)
      .then(({ status, headers }) => response.writeHead(status, headers).end())
      .catch((error: unknown) => {
        this.logger.warn(`no decision: ${error instanceof Error ? error.message : String(error)}`);
        if (response.headersSent) response.destroy();
        else response.writeHead(503, { 'x-accel-expires': '0' }).end();
      });
  };

  private async answer({ url, headers }: IncomingMessage): Promise<{ status: number; headers: OutgoingHttpHeaders }> {
    const header = (name: string): string => {
      const value = headers[name];
      return typeof value === 'string' ? value : '';
    };
    // Digests have one length, so the comparison tells nothing about the secret's.
    const vouched = timingSafeEqual(digest(header('x-postern-proxy-secret')), this.secret);
    if (!vouched || url !== '/decide') return { status: 404, headers: {} };
    const [, accessToken = null] = bearer.exec(header('authorization')) ?? [];
    const decision = await this.decisions.decide({
      apiId: header('x-postern-api'),
      upstreamId: header('x-postern-upstream'),
      certificate: header('x-postern-caller'),
      accessToken,
    });
    // While the change feed is down nothing may be cached, because another process may have changed it.
    const keepable = decision.keepable && this.changes.connected;
    const expires = { 'x-accel-expires': keepable ? `@${Math.floor(Date.now() / 1000)}` : '0' };
    if (decision.evaluation.allowed) {
      return { status: 204, headers: { [word]: 'allowed', ...expires, ...upstreamCertificateHeaders(decision) } };
    }
    this.refusals.note(decision, header('x-real-ip') || null);
    return { status: 403, headers: { [word]: 'refused', ...expires, ...toldToCaller(decision) } };
  }
}

/** Never which clause it was: that is for the event log. */
const toldToCaller = ({ api, evaluation: { code, decidedBy } }: CallDecision): OutgoingHttpHeaders => {
  const { status, reason } =
    api === undefined ? { status: 404, reason: 'There is no API at this address.' } : api.applied.policy.refusal;
  const type = 'urn:postern:gateway:refused';
  return {
    'x-postern-refusal-status': String(status ?? defaultGatewayRefusal.status),
    'x-postern-refusal': asciiJson({ type, status, title: reason }),
    ...challengeFor(code, api && clauseAt(api.applied.policy, decidedBy)),
  };
};

/** RFC 9470 §3: what a new sign-in has to reach. */
const stepUp = (clause: GatewayClause | undefined): string => {
  const { levels = [], maxAge = null } = clause?.type === 'level' ? clause : {};
  return [
    'error="insufficient_user_authentication"',
    ...(levels.length === 0 ? [] : [`acr_values="${levels.join(' ')}"`]),
    ...(maxAge === null ? [] : [`max_age="${maxAge}"`]),
  ].join(', ');
};

/** RFC 6750 §3; certificates have no challenge of their own. */
const challengeFor = (code: ErrorCode | null, clause: GatewayClause | undefined): OutgoingHttpHeaders => {
  switch (code) {
    case 'gateway.token_missing':
      return { 'www-authenticate': 'Bearer' };
    case 'gateway.token_invalid':
    case 'gateway.token_not_bound':
    case 'gateway.token_of_another_certificate':
      return { 'www-authenticate': 'Bearer error="invalid_token"' };
    case 'gateway.token_insufficient_scope':
      return { 'www-authenticate': 'Bearer error="insufficient_scope"' };
    case 'gateway.level_not_reached':
      return { 'www-authenticate': `Bearer ${stepUp(clause)}` };
    default:
      return {};
  }
};

/** JSON that fits into a header: everything beyond ASCII as an escape. */
const asciiJson = (value: object): string =>
  JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
