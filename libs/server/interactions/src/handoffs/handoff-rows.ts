import {
  type AccountFacts,
  type AccountSearch,
  type AccountWithClaims,
  candidatesOf,
  type LinkedIdentifier,
  withClaims,
} from '@postern/accounts';
import type { CertificateSummary, ErrorCode, MappingRule, RefusalFacts } from '@postern/contracts';
import type { InteractionPayload } from '@postern/oidc';
import { HandoffError } from '@postern/errors';
import type { PresentedIdentifier, ProofTime } from '@postern/provider-kit';
import type { PresentedCertificate } from '@postern/requests';

export interface StoredHandoff {
  readonly id: string;
  readonly methodId: string;
  readonly code: ErrorCode | null;
  readonly facts: RefusalFacts | null;
  readonly subject: string | null;
  readonly alias: string | null;
  readonly formerSubject: string | null;
  readonly rule: MappingRule | null;
  readonly search: AccountSearch | null;
  readonly label: string | null;
  /** Null: that of the provider. */
  readonly acr: string | null;
  readonly amr: readonly string[] | null;
  readonly certificate: PresentedCertificate | null;
}

/** A certificate that was presented earlier in the same sign-in. */
export interface Attempt extends StoredHandoff {
  /** When, as in `ProofTime.at`. */
  readonly provedAt: string;
  /** As in `ProofTime.mark`; null for a sign-in, whose account is not known. */
  readonly mark: string | null;
  /** Who links it; null for a sign-in. */
  readonly accountId: string | null;
}

export interface HandoffRow {
  readonly id: string;
  readonly method_id: string;
  readonly account_id: string | null;
  readonly code: ErrorCode | null;
  readonly refusal: RefusalFacts | null;
  readonly subject: string | null;
  readonly alias: string | null;
  readonly former_subject: string | null;
  readonly rule: MappingRule | null;
  readonly search: AccountSearch | null;
  readonly label: string | null;
  readonly acr: string | null;
  readonly amr: readonly string[] | null;
  readonly certificate_der: Buffer | null;
  readonly certificate_summary: CertificateSummary | null;
}

export interface LinkRow extends HandoffRow {
  readonly proof: ProofTime;
}

export interface SignInRow extends HandoffRow {
  readonly identifier_id: string | null;
  readonly owner_id: string | null;
  readonly status: LinkedIdentifier['status'] | null;
  readonly facts: AccountFacts | null;
  readonly may_renew: boolean | null;
  readonly stale: boolean | null;
  readonly ambiguous: boolean | null;
  readonly source: string | null;
  readonly refused: ErrorCode | null;
  readonly found_acr: string | null;
  readonly found_amr: readonly string[] | null;
  readonly proof: ProofTime;
  readonly interaction: InteractionPayload;
}

/** The account of the first rule that found one, and whether the proof is still valid. */
interface FoundAccount {
  /** Null when it was found by a name, without an identifier. */
  readonly identifierId: string | null;
  readonly accountId: string;
  readonly status: LinkedIdentifier['status'];
  readonly account: AccountWithClaims;
  readonly proof: ProofTime;
  readonly stale: boolean;
  /** It was found by a name, and has identifiers of this method: the certificate may take the place of one of them. */
  readonly mayRenew: boolean;
  /** The rule found others as well. */
  readonly ambiguous: boolean;
  /** Source of the rule, where the method has rules. */
  readonly rule: string | null;
  /** Why the rule refuses the sign-in. */
  readonly refused: ErrorCode | null;
  /** Level by the rule that decided; null: that of the handoff. */
  readonly acr: string | null;
  readonly amr: readonly string[] | null;
}

/** A sign-in's handoff, the interaction it is for, and whose account it is. */
export interface ConsumedHandoff {
  readonly handoff: StoredHandoff;
  readonly interaction: InteractionPayload;
  readonly found: FoundAccount | null;
}

export const toHandoff = (row: HandoffRow): StoredHandoff => ({
  id: row.id,
  methodId: row.method_id,
  code: row.code,
  facts: row.refusal,
  subject: row.subject,
  alias: row.alias,
  formerSubject: row.former_subject,
  rule: row.rule,
  search: row.search,
  label: row.label,
  acr: row.acr,
  amr: row.amr,
  certificate:
    row.certificate_der && row.certificate_summary
      ? { der: row.certificate_der, summary: row.certificate_summary }
      : null,
});

export const foundIn = (row: SignInRow): FoundAccount | null => {
  const { identifier_id: identifierId, owner_id: accountId, status, facts, proof, source: rule, refused } = row;
  if (accountId === null || status === null || facts === null) return null;
  const [stale, ambiguous] = [row.stale !== false, row.ambiguous !== false];
  const level = { acr: row.found_acr, amr: row.found_amr };
  return {
    identifierId,
    accountId,
    status,
    account: withClaims(facts),
    proof,
    stale,
    mayRenew: row.may_renew === true,
    ambiguous,
    rule,
    refused,
    ...level,
  };
};

/** What was presented. Throws `HandoffError` for what was refused. */
export const toIdentifier = ({ subject, label, code, ...handoff }: StoredHandoff): PresentedIdentifier => {
  if (code !== null || subject === null) throw new HandoffError('handoff.invalid', code ?? undefined);
  const { methodId, alias, formerSubject, rule, search, certificate } = handoff;
  const candidates = search === null ? undefined : candidatesOf(search);
  const awaited = search?.awaited;
  const made = { subject, alias, formerSubject, rule: rule ?? undefined, candidates, awaited };
  return { methodId, ...made, label: label ?? '', certificate };
};
