import type { CertificateSummary } from './certificate.js';
import type { ErrorCode } from './error-codes.js';
import type { MethodGroup, Publicity, SignInMethodOwner } from './sign-in-provider.js';

/** `/api/v2/sign-in-methods[/{id}]` */
export interface SignInMethodRecord {
  readonly id: string;
  readonly type: string;
  readonly owner: SignInMethodOwner;
  readonly name: string;
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
  /** The provider's own settings; for mTLS `{ trustAnchors: string[] (PEM), identifyBy: 'certificate' | 'public-key' | 'issuer-and-subject' }`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Why the method cannot work now, or what is wrong beside it; null when all is well. */
  readonly problem: ErrorCode | null;
  /** The same in English, with the file and the reason, where the code alone does not say it. */
  readonly problemDetail: string | null;
  /** Cannot be deleted. */
  readonly builtIn: boolean;
  readonly identifierCount: number;
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
  readonly name: string;
  readonly description?: string | null;
  readonly logo?: string | null;
  readonly public?: boolean;
  readonly publicity?: Publicity;
  readonly enabled?: boolean;
  readonly group?: MethodGroup;
  readonly position?: number;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** `POST /api/v2/sign-in-methods/{id}/test` `{ certificate: PEM }`: a dry run. */
export interface MethodTestResult {
  readonly accepted: boolean;
  readonly code: ErrorCode | null;
  /** Why it was refused, in one English phrase: the extension, the algorithm, the name. */
  readonly reason: string | null;
  readonly certificate: CertificateSummary | null;
  /** The rule that made the subject, for example `certificate`. */
  readonly rule: string;
  readonly subject: string | null;
  readonly account: { readonly id: string; readonly username: string; readonly name: string } | null;
}
