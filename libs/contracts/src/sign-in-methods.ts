import type { IdentifierRequirement } from './application-sign-in-methods.js';
import type { CertificateSummary } from './certificate.js';
import type { CertificateJudgement } from './certificate-judgement.js';
import type { ErrorCode } from './error-codes.js';
import type { MappingRule } from './mapping.js';
import type { MethodGroup, NamedMethod, Publicity, SignInMethodOwner } from './sign-in-provider.js';

/** `/api/v2/sign-in-methods[/{id}]` */
export interface SignInMethodRecord extends NamedMethod {
  readonly id: string;
  readonly owner: SignInMethodOwner;
  /** The application that owns it. */
  readonly clientId: string | null;
  /** The organization that owns it. */
  readonly organizationId: string | null;
  readonly description: string | null;
  readonly icon: string | null;
  readonly logoUrl: string | null;
  /** Applications other than its owner may offer it, and people may add it to their profile. */
  readonly public: boolean;
  /** Publicity of new identifiers. */
  readonly publicity: Publicity;
  readonly enabled: boolean;
  readonly group: MethodGroup;
  readonly position: number;
  /** In the default list; null: people enter without an identifier of it. */
  readonly required: IdentifierRequirement | null;
  /** ISO 8601: people are only reminded before; null: from their next sign-in. */
  readonly requiredFrom: string | null;
  /** People can add identifiers of it themselves, so it can be required. */
  readonly requirable: boolean;
  /** The provider's own settings; for mTLS `{ trustAnchors: string[] (PEM), rules: MappingRule[], … }`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Why the method cannot work now, or a warning; null if there is neither. */
  readonly problem: ErrorCode | null;
  /** The same in English, with file and reason, if the code alone is not enough. */
  readonly problemDetail: string | null;
  /** Other methods that trust one of its trust anchors, as far as the caller may see them: one certificate can be two people. */
  readonly overlaps: readonly OverlappingMethod[];
  /** Cannot be deleted. */
  readonly builtIn: boolean;
  readonly identifierCount: number;
  /** Numbers of identifiers by source, highest first; null for a method without rules. */
  readonly identifierSources: readonly { readonly source: string | null; readonly count: number }[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface OverlappingMethod extends NamedMethod {
  readonly id: string;
  readonly owner: SignInMethodOwner;
}

/** A person who could no longer sign in after a change. */
export interface LockedOutPerson {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

/** People who could no longer sign in if a method were disabled, owners first. */
export interface LockOutPreview {
  /** At most 20 of them. */
  readonly people: readonly LockedOutPerson[];
  readonly total: number;
}

/** POST body; PATCH takes any part of it. `logo` is a data URL (png, jpeg, webp, bmp, svg; 1 MB at most), or null for the default icon. */
export interface SignInMethodInput {
  readonly type: string;
  /** The organization that gets it; the system's unless given. Not in a PATCH. */
  readonly organizationId?: string;
  /** Null, in a PATCH of a built-in method, restores the name of its type. */
  readonly name: string | null;
  readonly description?: string | null;
  readonly logo?: string | null;
  readonly public?: boolean;
  readonly publicity?: Publicity;
  readonly enabled?: boolean;
  readonly group?: MethodGroup;
  readonly position?: number;
  readonly required?: IdentifierRequirement | null;
  readonly requiredFrom?: string | null;
  readonly params?: Readonly<Record<string, unknown>>;
}

/**
 * `POST /api/v2/sign-in-methods/{id}/test` `{ certificate: PEM, params? }`: a dry run of a sign-in with the certificate.
 * `params` replace the stored ones for the test, each as in a PATCH.
 */
export interface MethodTestResult {
  readonly accepted: boolean;
  /** Why a sign-in would be refused, even with an accepted certificate. */
  readonly code: ErrorCode | null;
  /** Why it was refused, in one English phrase: the extension, the algorithm, the name. */
  readonly reason: string | null;
  readonly certificate: CertificateSummary | null;
  readonly judgement: CertificateJudgement | null;
  /** In the order in which they decide. */
  readonly rules: readonly RuleTrial[];
  readonly account: NamedAccount | null;
  /** `acr` of the sign-in; null when nobody would be signed in. */
  readonly acr: string | null;
}
export interface NamedAccount {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}
/** `absent`: the certificate has no such value; `unusable`: its values cannot identify a person. */
export const ruleVerdicts = ['decides', 'ambiguous', 'finds_nobody', 'absent', 'unusable', 'not_reached'] as const;
export type RuleVerdict = (typeof ruleVerdicts)[number];
/** Result of one rule in a dry run. */
export interface RuleTrial extends MappingRule {
  /** Not one of the method's rules: it finds identifiers that were linked under an earlier rule, or by an administrator. */
  readonly kept: boolean;
  /** Values that it found in the certificate. */
  readonly values: readonly string[];
  /** Accounts that these values find. */
  readonly accounts: readonly NamedAccount[];
  readonly verdict: RuleVerdict;
}
/** `GET /api/v2/sign-in-methods/{id}/presented`: recently presented certificates, newest first; 20 at most. */
export interface LatelyPresented {
  readonly at: string;
  readonly pem: string;
  readonly certificate: CertificateSummary;
  /** Why it was refused; null when it was not. */
  readonly code: ErrorCode | null;
}
/**
 * `POST /api/v2/sign-in-methods/{id}/affected` `{ params?, after? }`: how a change affects linked certificates. Each response
 * covers some of them; `next` is the `after` of the next request, null at the end.
 */
export interface AffectedAccounts {
  /** Certificates checked so far. */
  readonly checked: number;
  /** All certificates. */
  readonly total: number;
  /** Accounts that one of the rules finds. */
  readonly found: number;
  /** Accounts that are found only by an identifier of an earlier rule. */
  readonly kept: number;
  /** Certificates that would find another account than the one they are linked to. */
  readonly others: number;
  readonly ambiguous: number;
  readonly notFound: number;
  /** Certificates that the method would not accept. */
  readonly refused: number;
  /** Some of `others`, `ambiguous` and `notFound`. */
  readonly examples: readonly {
    readonly outcome: 'other' | 'ambiguous' | 'not_found';
    readonly account: NamedAccount;
    readonly certificate: string;
    /** Source of the rule. */
    readonly rule: string | null;
  }[];
  readonly next: string | null;
}
