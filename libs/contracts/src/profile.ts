import type { OwnProfileField, ProfileFieldChanges } from './profile-fields.js';
import type { RenewalGuide } from './renewal.js';
import type { CertificateState, CertificateSummary } from './certificate.js';
import type { CertificateJudgement } from './certificate-judgement.js';
import type { ErrorCode } from './error-codes.js';
import type { NamedMethod, Publicity } from './sign-in-provider.js';

export const roles = ['owner', 'administrator', 'manager', 'member'] as const;
export type Role = (typeof roles)[number];

/** Roles that administer. */
export const administeringRoles = ['owner', 'administrator', 'manager'] as const satisfies readonly Role[];
export type AdministeringRole = (typeof administeringRoles)[number];

/** By role: levels of which a sign-in must reach one for administration; absent or empty: any level. */
export type RoleLevels = Readonly<Partial<Record<AdministeringRole, readonly string[]>>>;

/** `GET|PATCH /api/v2/me` */
export interface Profile {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly email: string | null;
  /** BCP 47, one of the six languages, or null for the browser's. */
  readonly locale: string | null;
  readonly role: Role;
  /** Whether they have chosen a password; false with a one-time password. */
  readonly hasPassword: boolean;
  /** Characters that a new password needs at least. */
  readonly passwordMinLength: number;
  /** Own profile fields that their owner sees, by key. */
  readonly fields: readonly OwnProfileField[];
  readonly createdAt: string;
}
export type ProfileChange = Partial<Pick<Profile, 'name' | 'givenName' | 'familyName' | 'email' | 'locale'>> & {
  readonly fields?: ProfileFieldChanges;
};

/** Where something was used last. */
export interface LastUse {
  readonly at: string;
  readonly address: string | null;
  readonly userAgent: string | null;
}

/** An external identifier on a profile. */
export interface Identifier {
  readonly id: string;
  readonly method: NamedMethod & {
    readonly id: string;
    readonly icon: string | null;
    readonly logoUrl: string | null;
  };
  /** Name that the person chose; by default the name in the certificate. */
  readonly label: string;
  readonly publicity: Publicity;
  readonly certificate: CertificateSummary | null;
  readonly state: CertificateState | null;
  /** How to get a new certificate from its CA; null: no guide. */
  readonly renewal: RenewalGuide | null;
  /** Chain and tests of the certificate, as of now; null if it cannot be read. */
  readonly judgement: CertificateJudgement | null;
  /** The last sign-in with the certificate, as long as the event log has it. */
  readonly lastUse: LastUse | null;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}
/**
 * `GET /api/v2/me/unlinked-certificates`: a certificate that somebody signs in with and has not linked, because a rule finds the account by a
 * name in it.
 */
export interface UnlinkedCertificate extends Pick<Identifier, 'id' | 'method' | 'renewal' | 'judgement' | 'lastUse'> {
  readonly certificate: CertificateSummary;
  readonly state: CertificateState;
  /** Exact to the hour. */
  readonly lastUsedAt: string;
}
/** `/api/v2/users/{id}/awaited-identifiers`: a certificate that an administrator has named, and nobody has presented yet. */
export interface AwaitedIdentifier {
  readonly id: string;
  readonly method: NamedMethod & { readonly id: string };
  /** The awaited value, normalised. */
  readonly label: string;
  readonly createdAt: string;
}
/** POST body: a UPN, an issuer and a subject (RFC 4514), or a fingerprint (SHA-256, hexadecimal) with its issuer. */
export interface AwaitedIdentifierInput {
  readonly methodId: string;
  readonly upn?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly fingerprint?: string;
}
/** `PATCH /api/v2/me/identifiers/{id}` */
export type IdentifierChange = Partial<Pick<Identifier, 'label' | 'publicity'>>;

/** `GET /api/v2/me/linkable-methods`: public methods a person can add. */
export interface LinkableMethod extends NamedMethod {
  readonly id: string;
  readonly icon: string | null;
  readonly logoUrl: string | null;
  readonly defaultPublicity: Publicity;
}

/** `POST /api/v2/me/links` `{ methodId, fresh? }`: the browser then navigates to `startUrl` and comes back to `/panel/profile/link#code=…` or `#error=…&refusal=…`. */
export interface LinkStart {
  readonly startUrl: string;
}

/** `POST /api/v2/me/links/preview` `{ code }`: what would be linked; nothing is linked yet. */
export interface LinkPreview {
  readonly method: { readonly id: string } & NamedMethod;
  readonly certificate: CertificateSummary | null;
  /** How it was judged; null where the method knows no chains. */
  readonly judgement?: CertificateJudgement | null;
  /** Null when it can be linked; otherwise why not. */
  readonly problem: string | null;
  /** Default of `confirm`. */
  readonly publicity: Publicity;
  /** The identifier whose certificate this one renews; its label and publicity carry over unless others are given. */
  readonly renews?: { readonly id: string; readonly label: string } | null;
}

/** `POST /api/v2/me/links/refusal` `{ code }` with the `refusal` from the return URL: what was refused, and why. */
export interface LinkRefusal {
  readonly code: ErrorCode;
  /** Null when no readable certificate was sent. */
  readonly certificate: CertificateSummary | null;
  /** How it was judged; null when no readable certificate was sent. */
  readonly judgement?: CertificateJudgement | null;
}

/** `POST /api/v2/me/links/confirm` `{ code, label?, publicity? }` answers 201 `Identifier`. */
export interface LinkConfirmation {
  readonly code: string;
  readonly label?: string;
  readonly publicity?: Publicity;
}

/** One permission of an application. */
export interface GivenPermission {
  readonly scope: string;
  /** Name of the API it is for; null for data about the person. */
  readonly api: string | null;
  /** Description of the scope by the API. */
  readonly description: string | null;
}

/** `GET /api/v2/me/applications`; `DELETE /api/v2/me/applications/{clientId}` revokes all of its access. */
export interface ConnectedApplication {
  readonly clientId: string;
  readonly name: string;
  readonly homepageUrl: string | null;
  /** `#rrggbb`, or null for Postern's own. */
  readonly accentColor: string | null;
  /** It has access without consent. */
  readonly firstParty: boolean;
  readonly since: string;
  readonly permissions: readonly GivenPermission[];
  /** Labels of the identifiers that it can see. */
  readonly identifiers: readonly string[];
}

/** `GET /api/v2/me/sessions` */
export interface SessionView {
  readonly id: string;
  /** The session the request's own token came from. */
  readonly current: boolean;
  readonly signedInAt: string;
  readonly expiresAt: string;
  readonly userAgent: string | null;
  readonly address: string | null;
  /** Null when the method is gone. */
  readonly method: NamedMethod | null;
  /** Names of the applications that it was used for. */
  readonly applications: readonly string[];
}
