import { Injectable } from '@nestjs/common';
import { AuditLog } from '@postern/audit';
import {
  type CertificateErrorCode,
  certificateErrorCodes,
  type EntryRefusal,
  type ErrorCode,
} from '@postern/contracts';
import type { RequestOrigin } from '@postern/requests';
import { EventSampling } from './event-sampling.js';

/** A person signed out of a browser. */
interface SignOut {
  readonly accountId: string;
  /** The application that asked for it. */
  readonly clientId: string | null;
  readonly origin: RequestOrigin;
}

/** A client authentication failed. */
interface AuthenticationFailure {
  /** Null where no application has the id that was given. */
  readonly clientId: string | null;
  /** Its registered method, in the names of RFC 7591 §2. */
  readonly method: string | null;
  /** Stable code, for example `assertion.replayed`. */
  readonly reason: string;
  /** The same in one English sentence, with the name, the OID or the algorithm it is about. */
  readonly sentence?: string;
  readonly origin: RequestOrigin;
}

/** A token exchange for a person, successful or refused. */
interface TokenExchange {
  readonly clientId: string;
  /** The person; null where the token to exchange does not tell. */
  readonly accountId: string | null;
  /** Null when it succeeded; otherwise a stable code, for example `target.not_allowed`. */
  readonly refusal: string | null;
  readonly grantType: string;
  /** The API that the new token is for, as far as it was read. */
  readonly audience: string | null;
  readonly scope: string | null;
  readonly origin: RequestOrigin;
}

/** An application proved itself by an assertion that it had sent before, as its settings allow. */
interface AssertionReuse {
  readonly clientId: string;
  readonly origin: RequestOrigin;
}

/** An application got a code, and can see identifiers of the person with it. */
interface IdentifierRelease {
  readonly accountId: string;
  readonly clientId: string;
  /** How many of the claim `identifiers`. */
  readonly identifiers: number;
  /** Whether it is told which certificate was used. */
  readonly certificate: boolean;
  readonly origin: RequestOrigin;
}

/** Somebody may not enter an application, or not any more. */
interface RefusedEntry {
  readonly accountId: string;
  readonly clientId: string;
  readonly reason: EntryRefusal;
  /** Absent where the application asks for tokens. */
  readonly origin?: RequestOrigin;
}

/** Somebody lacks an identifier that the application requires. */
interface RequiredIdentifier {
  readonly accountId: string;
  readonly clientId: string;
  /** Names of the methods. */
  readonly missing: readonly string[];
  /** Absent where the application asks for tokens. */
  readonly origin?: RequestOrigin;
}

/** Nobody could add the identifier that an application requires: they enter without. */
interface SkippedRequirement {
  readonly clientId: string;
  readonly methodId: string;
  /** Why the method does not work. */
  readonly code: ErrorCode;
}

/** `reason` of a token that was shown without the certificate it is bound to (RFC 8705 §3). */
export const otherCertificate = 'token.other_certificate';

/** Reasons that the event log has texts for. */
const codes: ReadonlySet<string> = new Set(certificateErrorCodes);

/**
 * Records the engine's events in the audit log. It never fails and is not awaited. Events that anyone can cause without limit are sampled
 * by application and reason; an event says how many of its kind before it were left out (`suppressed`).
 */
@Injectable()
export class EngineEvents {
  private readonly failures = new EventSampling();
  private readonly refusals = new EventSampling();
  private readonly reuses = new EventSampling();
  private readonly entries = new EventSampling();
  private readonly requirements = new EventSampling();

  constructor(private readonly audit: AuditLog) {}

  signedOut(signOut: SignOut): void {
    void this.audit.note({ type: 'sign_out', ...signOut });
  }

  authenticationFailed({ clientId, origin, method, reason, sentence }: AuthenticationFailure): void {
    const omitted = this.failures.admit(`${clientId ?? ''} ${reason}`);
    if (omitted === undefined) return;
    const code = codes.has(reason) ? (reason as CertificateErrorCode) : null;
    const details = { reason, sentence, method, ...suppressed(omitted) };
    void this.audit.note({ type: 'client.authentication_failed', clientId, code, origin, details });
  }

  /** Every exchange is recorded; refusals are sampled. */
  tokenExchanged({ clientId, accountId, origin, refusal, ...details }: TokenExchange): void {
    const omitted = refusal === null ? 0 : this.refusals.admit(`${clientId} ${refusal}`);
    if (omitted === undefined) return;
    void this.audit.note({
      type: refusal === null ? 'token.exchanged' : 'token.exchange_refused',
      ...{ clientId, accountId, origin },
      details: { ...details, ...(refusal !== null && { reason: refusal }), ...suppressed(omitted) },
    });
  }

  identifiersReleased({ accountId, clientId, origin, ...details }: IdentifierRelease): void {
    void this.audit.note({ type: 'identifier.released', accountId, clientId, origin, details });
  }

  entryRefused({ accountId, clientId, reason, ...origin }: RefusedEntry): void {
    const omitted = this.entries.admit(`${accountId} ${clientId} ${reason}`);
    if (omitted === undefined) return;
    const details = { reason, ...suppressed(omitted) };
    void this.audit.note({
      ...{ type: 'access.refused', accountId, clientId, code: 'client.access_denied', details },
      ...origin,
    });
  }

  identifierRequired({ accountId, clientId, missing, ...origin }: RequiredIdentifier): void {
    const omitted = this.entries.admit(`${accountId} ${clientId} identifier`);
    if (omitted === undefined) return;
    const details = { missing, ...suppressed(omitted) };
    void this.audit.note({
      ...{ type: 'sign_in.failed', accountId, clientId, code: 'identifier.required', details },
      ...origin,
    });
  }

  requirementSkipped({ clientId, methodId, code }: SkippedRequirement): void {
    const omitted = this.requirements.admit(`${clientId} ${methodId} ${code}`);
    if (omitted === undefined) return;
    const details = suppressed(omitted);
    void this.audit.note({ type: 'sign_in_method.requirement_skipped', clientId, methodId, code, details });
  }

  assertionReused({ clientId, origin }: AssertionReuse): void {
    const omitted = this.reuses.admit(clientId);
    if (omitted === undefined) return;
    void this.audit.note({ type: 'client.assertion_reused', clientId, origin, details: suppressed(omitted) });
  }
}

const suppressed = (count: number): { readonly suppressed?: number } => (count > 0 ? { suppressed: count } : {});
