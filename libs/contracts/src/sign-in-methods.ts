import type { CertificateSummary } from './certificate.js';
import type { CertificateJudgement } from './certificate-judgement.js';
import type { ErrorCode } from './error-codes.js';
import type { MappingRule } from './mapping.js';
import type { MethodGroup, NamedMethod, Publicity, SignInMethodOwner } from './sign-in-provider.js';

/** `/api/v2/sign-in-methods[/{id}]` */
export interface SignInMethodRecord extends NamedMethod {
  readonly id: string;
  readonly owner: SignInMethodOwner;
  readonly description: string | null;
  readonly icon: string | null;
  readonly logoUrl: string | null;
  /** "Public sign-in method": people may add it to their profile. */
  readonly public: boolean;
  /** Publicity of new identifiers. */
  readonly publicity: Publicity;
  readonly enabled: boolean;
  readonly group: MethodGroup;
  readonly position: number;
  /** The provider's own settings; for mTLS `{ trustAnchors: string[] (PEM), rules: MappingRule[], … }`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Why the method cannot work now, or what is wrong beside it; null when all is well. */
  readonly problem: ErrorCode | null;
  /** The same in English, with the file and the reason, where the code alone does not say it. */
  readonly problemDetail: string | null;
  /** Cannot be deleted. */
  readonly builtIn: boolean;
  readonly identifierCount: number;
  /** How many identifiers were made by which source, most first; null for those of a method without rules. */
  readonly identifierSources: readonly { readonly source: string | null; readonly count: number }[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Somebody who could no longer sign in after a change. */
export interface LockedOutPerson {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

/** Who could no longer sign in if a method were off; owners come first. */
export interface LockOutPreview {
  /** At most 20 of them. */
  readonly people: readonly LockedOutPerson[];
  readonly total: number;
}

/** POST body; PATCH takes any part of it. `logo` is a data URL (png, jpeg, webp, bmp; 1 MB at most), or null for the default icon. */
export interface SignInMethodInput {
  readonly type: string;
  /** Null, in a PATCH of a built-in method, gives it its type's name again. */
  readonly name: string | null;
  readonly description?: string | null;
  readonly logo?: string | null;
  readonly public?: boolean;
  readonly publicity?: Publicity;
  readonly enabled?: boolean;
  readonly group?: MethodGroup;
  readonly position?: number;
  readonly params?: Readonly<Record<string, unknown>>;
}

/**
 * `POST /api/v2/sign-in-methods/{id}/test` `{ certificate: PEM, params? }`: a dry run, as a sign-in with the certificate would come out.
 * `params` are tried instead of those that are stored, each as in a PATCH.
 */
export interface MethodTestResult {
  readonly accepted: boolean;
  /** Why a sign-in would be refused, of an accepted certificate as well. */
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
/** `absent`: the certificate has no such value; `unusable`: it has, but none that can say who somebody is. */
export const ruleVerdicts = ['decides', 'ambiguous', 'finds_nobody', 'absent', 'unusable', 'not_reached'] as const;
export type RuleVerdict = (typeof ruleVerdicts)[number];
/** What became of one rule in a dry run. */
export interface RuleTrial extends MappingRule {
  /** Not one of the method's rules: it finds identifiers that were linked under an earlier rule, or by an administrator. */
  readonly kept: boolean;
  /** What it found in the certificate. */
  readonly values: readonly string[];
  /** Whom these values find. */
  readonly accounts: readonly NamedAccount[];
  readonly verdict: RuleVerdict;
}
/** `GET /api/v2/sign-in-methods/{id}/presented`: the certificates that were shown lately, newest first; 20 at most. */
export interface LatelyPresented {
  readonly at: string;
  readonly pem: string;
  readonly certificate: CertificateSummary;
  /** Why it was refused; null when it was not. */
  readonly code: ErrorCode | null;
}
/**
 * `POST /api/v2/sign-in-methods/{id}/affected` `{ params?, after? }`: what would become of the certificates that are linked to people. Each answer
 * is about some of them; `next` is the `after` of the next request, null when there are no more.
 */
export interface AffectedAccounts {
  /** Certificates that were looked at. */
  readonly checked: number;
  /** Certificates that there are. */
  readonly total: number;
  /** Accounts that one of the rules finds. */
  readonly found: number;
  /** Accounts that are found only by an identifier of an earlier rule. */
  readonly kept: number;
  /** Certificates that find somebody else than whom they are linked to. */
  readonly others: number;
  readonly ambiguous: number;
  readonly notFound: number;
  /** Certificates that the method does not accept, whosever they are. */
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
