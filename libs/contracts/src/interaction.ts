import type { AccessRequestState, EntryRefusal } from './access.js';
import type { PageAppearance } from './appearance.js';
import type { CertificateSummary } from './certificate.js';
import type { CertificateJudgement } from './certificate-judgement.js';
import type { ErrorCode } from './error-codes.js';
import type { KnownAccount } from './known-account.js';
import type { GivenPermission } from './profile.js';
import type { ProfileFieldShape } from './profile-fields.js';
import type { RenewalGuide } from './renewal.js';
import type { RequiredIdentifiersView } from './required-identifiers.js';
import type { Language } from './scopes.js';
import type { FieldDescriptor, Localized, MethodGroup, NamedMethod, ProviderLabels } from './sign-in-provider.js';

/** A sign-in method as the widget draws it; pages have no code for single providers. */
export interface SignInMethodView {
  readonly id: string;
  /** Null: the `methodName` of its labels. */
  readonly name: string | null;
  readonly group: MethodGroup;
  /** The provider's own picture as a data URL (SVG of one colour); null for a type that this server does not have. */
  readonly icon: string | null;
  /** The administrator's own logo, when there is one; an address on the public origin. */
  readonly logoUrl: string | null;
  /** The method this browser signed in with last. */
  readonly lastUsed: boolean;
  /** Of the organization whose domain the application or the person named. Absent means false. */
  readonly preferred?: boolean;
  /** Its default name, the hint, and the texts of the fields below. */
  readonly labels: Localized<Pick<ProviderLabels, 'methodName' | 'hint' | 'fields'>>;
  readonly action:
    | {
        readonly kind: 'navigate';
        /** URL to navigate to. Carries a one-time ticket; get the view again after `expiresAt`. */
        readonly startUrl: string;
        /** The same, but the browser asks again which certificate to use. */
        readonly freshStartUrl: string | null;
        /** ISO 8601: when the tickets in both URLs expire. */
        readonly expiresAt: string;
      }
    | {
        readonly kind: 'form';
        /** POST, JSON `{ values: Record<string, string>, linkAttempt?: string }`; answers `Continuation`. */
        readonly submitUrl: string;
        readonly steps: readonly (readonly FieldDescriptor[])[];
        /** Shown after the response `password.must_change`, and sent with the values of `steps`. */
        readonly renewal?: FieldDescriptor;
      };
}

/** Outcome of a certificate that was presented during this interaction. */
export interface PresentedAttempt {
  readonly id: string;
  readonly methodId: string;
  readonly code: ErrorCode;
  /** Absent when no readable certificate was sent. */
  readonly certificate: CertificateSummary | null;
  /** The certificate is valid but not linked yet: send `linkAttempt: id` with another method to link it. */
  readonly linkable: boolean;
  /** Set where the method creates accounts and this certificate may have one. */
  readonly newAccount?: NewAccountOffer | null;
  /** How it was judged; null when no readable certificate was sent. */
  readonly judgement?: CertificateJudgement | null;
  /** CAs that the method accepts; set if the issuer failed; at most ten. */
  readonly acceptedIssuers?: readonly AcceptedIssuer[] | null;
  /** How to renew the certificate, where it has expired. */
  readonly renewal?: RenewalGuide | null;
}

/** The account that would be created for an unlinked certificate. */
export interface NewAccountOffer {
  readonly username: string;
  /** The person may change it. */
  readonly name: string;
  readonly email: string | null;
  /** The method trusts the CA for the address. */
  readonly emailVerified: boolean;
  /** Values of own profile fields that it gets. */
  readonly fields: readonly (Pick<ProfileFieldShape, 'key' | 'labels'> & {
    readonly value: string | readonly string[];
  })[];
  /** An account already has the username or the address; it may be the same person. */
  readonly taken: 'username' | 'email' | null;
  /** False: no account is created, because the username or address is taken. */
  readonly creatable: boolean;
  /** Sent back with the answer, so that the created account is the one that was shown. */
  readonly shown: string;
}

/** `POST /api/interaction/{uid}/new-account`; answers `Continuation`. */
export interface NewAccountInput {
  /** Id of the attempt. */
  readonly attempt: string;
  readonly shown: string;
  readonly name: string;
  readonly language?: Language;
}

/** A certificate of the person that expires soon, if no other is valid longer. */
export interface ExpiringCertificateNotice {
  /** ISO 8601. */
  readonly notAfter: string;
  /** Whether the person is signed in; if not, this browser has signed in with the certificate before. */
  readonly signedIn: boolean;
  readonly renewal: RenewalGuide | null;
}

/** A CA whose certificates a method accepts. */
export interface AcceptedIssuer {
  readonly name: string;
  /** Subject key identifier, lower-case hexadecimal. */
  readonly keyId: string | null;
}

export interface ConsentScope extends GivenPermission {
  /** Names of the claims of the scope. */
  readonly claims: readonly string[];
  /** Labels of the profile fields that administrators added to the scope; absent: none. */
  readonly fields?: readonly Pick<ProfileFieldShape, 'key' | 'labels'>[];
}

/** An identifier that the application sees only if the person allows it. */
export interface ConsentIdentifier {
  /** Names it in the answer. */
  readonly id: string;
  /** What the person calls it. */
  readonly label: string;
  readonly method: NamedMethod;
  readonly certificate: Pick<CertificateSummary, 'issuerName' | 'serialNumber'> | null;
  /** What the person chose before; true where they were not asked yet. */
  readonly released: boolean;
  /** The application requires it. */
  readonly required: boolean;
}

/** Level that the application, or its administrator, requires of a sign-in. */
export interface LevelRequirement {
  /** One of these levels, best first. Empty: any, but the person is signed in by no method that the application offers. */
  readonly levels: readonly string[];
  /** The person who is signed in and has to step up: only they can continue, unless they sign out. */
  readonly signedIn: KnownAccount | null;
  /** Level of what that person proved last. */
  readonly proved: string | null;
  /** The level is enough, but was proved too long ago. */
  readonly tooOld: boolean;
  /** The person has to sign in again to add an identifier. Absent means false. */
  readonly again?: boolean;
}

/** The person is signed in, but may not enter the application. */
export interface RefusedEntryView {
  readonly account: KnownAccount;
  readonly reason: EntryRefusal;
  /** Whom to ask: a name, an e-mail address or a URL. */
  readonly contact: string | null;
  /** Whether the person may ask for access on the page. */
  readonly mayAsk: boolean;
  /** The organization that the sign-in is for, where that is the reason; else null. */
  readonly organization: string | null;
  /** What became of their last request; null: they did not ask. */
  readonly asked: { readonly state: AccessRequestState; readonly at: string } | null;
}

/** An organization that a person can sign in for. */
export interface OfferedOrganization {
  readonly id: string;
  readonly name: string;
}

/** `GET /api/interaction/{uid}[?attempt=…][&domain=…]` */
export interface InteractionView {
  readonly uid: string;
  readonly step: 'sign_in' | 'choose_account' | 'choose_organization' | 'consent' | 'refused' | 'identifiers';
  readonly application: {
    readonly name: string;
    readonly homepageUrl: string | null;
    readonly policyUrl: string | null;
    readonly termsUrl: string | null;
  };
  /** Absent means Postern's own. */
  readonly appearance?: PageAppearance;
  /** BCP 47 tags the application asked for, best first. */
  readonly uiLocales: readonly string[];
  readonly loginHint: string | null;
  /**
   * The application asked for a fresh proof (`prompt=login`, `max_age`): methods that navigate must not start by themselves. Absent means
   * true.
   */
  readonly promptLogin?: boolean;
  /** A person is signed in, but the application expects another one (`id_token_hint`). Absent means false. */
  readonly otherAccountExpected?: boolean;
  /** Required levels; `methods` are those that can reach one. Absent means null: any sign-in. */
  readonly requirement?: LevelRequirement | null;
  readonly methods: readonly SignInMethodView[];
  readonly accounts: readonly KnownAccount[];
  readonly attempt: PresentedAttempt | null;
  /** Only a notice; the sign-in continues. Absent means null. */
  readonly expiring?: ExpiringCertificateNotice | null;
  /** Set at step `consent`. */
  readonly consent: {
    readonly account: KnownAccount;
    readonly scopes: readonly ConsentScope[];
    readonly identifiers: readonly ConsentIdentifier[];
  } | null;
  /** Organizations that the person chooses from, by name. Set at step `choose_organization`; absent means none. */
  readonly organizations?: readonly OfferedOrganization[];
  /** Set at step `refused`. */
  readonly refusal?: RefusedEntryView | null;
  /** Set at step `identifiers`. */
  readonly required?: RequiredIdentifiersView | null;
  /** Maintenance is in progress: what people who do not administer are told, by language. Absent means null: none. */
  readonly maintenance?: Readonly<Partial<Record<Language, string>>> | null;
}

/**
 * A sign-in that came along with its page: JSON in a data block of the answer to an authorization request.
 */
export interface GivenSignIn {
  /** The server's time when it sent the page, milliseconds since 1970. */
  readonly now: number;
  readonly view: InteractionView;
}

/** Id of the element that holds a `GivenSignIn`. */
export const givenSignInId = 'sign-in';

/** Response of every step that advanced the interaction: the browser navigates to `location`. */
export interface Continuation {
  readonly location: string;
}

/** `GET /api/interaction/{uid}/domains/{domain}` */
export interface DomainAnswer {
  /** An organization has verified it: `?domain=` at the view puts its methods first. Says nothing of accounts. */
  readonly known: boolean;
}

/** URLs of one interaction on the public origin, relative to it. */
export const interactionPaths = {
  page: (uid: string) => `/sign-in/${uid}`,
  view: (uid: string) => `/api/interaction/${uid}`,
  /** POST: form methods. */
  method: (uid: string, methodId: string) => `/api/interaction/${uid}/methods/${methodId}`,
  /** GET, by navigation: return from the certificate origin; `?code=`. */
  certificate: (uid: string) => `/api/interaction/${uid}/certificate`,
  /** POST `NewAccountInput`: create an account for a certificate that was presented. */
  newAccount: (uid: string) => `/api/interaction/${uid}/new-account`,
  /** POST `{ accountId }`: continue with an account that is already signed in. */
  account: (uid: string) => `/api/interaction/${uid}/account`,
  /** GET `DomainAnswer` */
  domain: (uid: string, domain: string) => `/api/interaction/${uid}/domains/${encodeURIComponent(domain)}`,
  /** POST `{ organizationId }`: sign in for one of `organizations`; answers `Continuation`. */
  organization: (uid: string) => `/api/interaction/${uid}/organization`,
  /** POST: sign the known account out of this browser; answers 204. */
  signOut: (uid: string) => `/api/interaction/${uid}/sign-out`,
  /** POST: show `expiring` again in three days; answers 204. */
  remindLater: (uid: string) => `/api/interaction/${uid}/remind-later`,
  /** POST `{ identifiers?: string[] }`: allow the request, and of the identifiers only these, which must include the required ones. */
  consent: (uid: string) => `/api/interaction/${uid}/consent`,
  /** POST `{ message?: string }`: ask the application's administrators for access; answers 204. */
  accessRequest: (uid: string) => `/api/interaction/${uid}/access-request`,
  /** POST: a refused person tries again; answers `Continuation`. */
  retry: (uid: string) => `/api/interaction/${uid}/retry`,
  /** GET, by navigation: return from the certificate origin with an identifier to add; `?code=`. */
  shownIdentifier: (uid: string) => `/api/interaction/${uid}/shown-identifier`,
  /** POST `{ attempt }`: add the identifier that was presented; answers `Continuation`. */
  identifiers: (uid: string) => `/api/interaction/${uid}/identifiers`,
  /** POST: enter without the identifier, where that is possible; answers `Continuation`. */
  skipIdentifiers: (uid: string) => `/api/interaction/${uid}/identifiers/skip`,
  /** POST: sign in again, to add an identifier; answers `Continuation`. */
  proveAgain: (uid: string) => `/api/interaction/${uid}/identifiers/prove`,
  /** POST: return to the application with `access_denied`. */
  abort: (uid: string) => `/api/interaction/${uid}/abort`,
} as const;
