import type { CertificateSummary } from './certificate.js';
import type { CertificateJudgement } from './certificate-judgement.js';
import type { ErrorCode } from './error-codes.js';
import type { GivenPermission } from './profile.js';
import type { RenewalGuide } from './renewal.js';
import type { Language } from './scopes.js';
import type { FieldDescriptor, Localized, MethodGroup, NamedMethod, ProviderLabels } from './sign-in-provider.js';

/** A sign-in method as the widget draws it; no page knows a provider by name. */
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
  /** What it is called without a name of its own, the hint, and the words of the fields below. */
  readonly labels: Localized<Pick<ProviderLabels, 'methodName' | 'hint' | 'fields'>>;
  readonly action:
    | {
        readonly kind: 'navigate';
        /** Where the browser goes, by navigation. Carries a one-time ticket; ask for the view again after `expiresAt`. */
        readonly startUrl: string;
        /** The same, but makes the browser ask again which certificate to use. */
        readonly freshStartUrl: string | null;
        /** ISO 8601: when the tickets in both addresses run out. */
        readonly expiresAt: string;
      }
    | {
        readonly kind: 'form';
        /** POST, JSON `{ values: Record<string, string>, linkAttempt?: string }`; answers `Continuation`. */
        readonly submitUrl: string;
        readonly steps: readonly (readonly FieldDescriptor[])[];
        /** Asked after the answer `password.must_change`, and sent with the values of `steps`. */
        readonly renewal?: FieldDescriptor;
      };
}

/** Somebody who is signed in in this browser already. */
export interface KnownAccount {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly pictureUrl: string | null;
}

/** What became of a certificate that was presented during this interaction. */
export interface PresentedAttempt {
  readonly id: string;
  readonly methodId: string;
  readonly code: ErrorCode;
  /** Absent when no readable certificate was sent. */
  readonly certificate: CertificateSummary | null;
  /** The certificate is good but belongs to nobody yet: send `linkAttempt: id` with another method to link it. */
  readonly linkable: boolean;
  /** Set where the method creates accounts and this certificate may have one. */
  readonly newAccount?: NewAccountOffer | null;
  /** How it was judged; null when no readable certificate was sent. */
  readonly judgement?: CertificateJudgement | null;
  /** Set where the issuer is what failed; at most ten. */
  readonly acceptedIssuers?: readonly AcceptedIssuer[] | null;
  /** How to renew the certificate, where it has expired. */
  readonly renewal?: RenewalGuide | null;
}

/** The account that a certificate would get which belongs to nobody yet. */
export interface NewAccountOffer {
  readonly username: string;
  /** The person may change it. */
  readonly name: string;
  readonly email: string | null;
  /** The method takes the CA's word for the address. */
  readonly emailVerified: boolean;
  /** Somebody has the username, or the address, already: it may be the same person. */
  readonly taken: 'username' | 'email' | null;
  /** False: because of what is taken, no account is created. */
  readonly creatable: boolean;
  /** Sent back with the answer: what is created is what was shown. */
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

/** A certificate of the person that expires soon, and no other lasts longer. */
export interface ExpiringCertificateNotice {
  /** ISO 8601. */
  readonly notAfter: string;
  /** Whether the person is signed in; otherwise this browser has signed in with the certificate before. */
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
  /** Claims the scope opens, by name. */
  readonly claims: readonly string[];
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
  /** The application lets nobody in without it. */
  readonly required: boolean;
}

/** What the application, or its administrator, asks of a sign-in. */
export interface LevelRequirement {
  /** One of these levels, best first. */
  readonly levels: readonly string[];
  /** Who is signed in already, and has to prove more: nobody else can go on here unless they sign out. */
  readonly signedIn: KnownAccount | null;
  /** Level of what that person proved last. */
  readonly proved: string | null;
  /** It would do, but was proved too long ago. */
  readonly tooOld: boolean;
}

/** `GET /api/interaction/{uid}[?attempt=…]` */
export interface InteractionView {
  readonly uid: string;
  readonly step: 'sign_in' | 'choose_account' | 'consent';
  readonly application: {
    readonly name: string;
    readonly logoUrl: string | null;
    readonly homepageUrl: string | null;
    readonly policyUrl: string | null;
    readonly termsUrl: string | null;
    /** `#rrggbb`, or null for Postern's own. */
    readonly accentColor: string | null;
  };
  /** BCP 47 tags the application asked for, best first. */
  readonly uiLocales: readonly string[];
  readonly loginHint: string | null;
  /**
   * The application asked for a fresh proof (`prompt=login`, `max_age`): no method that navigates may start by itself. Absent counts as
   * true.
   */
  readonly promptLogin?: boolean;
  /** Somebody is signed in, but the application asked for a certain other person (`id_token_hint`). Absent counts as false. */
  readonly otherAccountExpected?: boolean;
  /** Only some levels will do; `methods` are those that can reach one. Absent counts as null: any sign-in will do. */
  readonly requirement?: LevelRequirement | null;
  readonly methods: readonly SignInMethodView[];
  readonly accounts: readonly KnownAccount[];
  readonly attempt: PresentedAttempt | null;
  /** Nothing waits for it. Absent counts as null. */
  readonly expiring?: ExpiringCertificateNotice | null;
  /** Set at step `consent`. */
  readonly consent: {
    readonly account: KnownAccount;
    readonly scopes: readonly ConsentScope[];
    readonly identifiers: readonly ConsentIdentifier[];
  } | null;
}

/** Answer of every step that moved the interaction on: the browser navigates to `location`. */
export interface Continuation {
  readonly location: string;
}

/** Addresses of one interaction on the public origin, relative to it. */
export const interactionPaths = {
  page: (uid: string) => `/sign-in/${uid}`,
  view: (uid: string) => `/api/interaction/${uid}`,
  /** POST: form methods. */
  method: (uid: string, methodId: string) => `/api/interaction/${uid}/methods/${methodId}`,
  /** GET, by navigation: return from the certificate origin; `?code=`. */
  certificate: (uid: string) => `/api/interaction/${uid}/certificate`,
  /** POST `NewAccountInput`: create an account for a certificate that was presented. */
  newAccount: (uid: string) => `/api/interaction/${uid}/new-account`,
  /** POST `{ accountId }`: go on as somebody signed in already. */
  account: (uid: string) => `/api/interaction/${uid}/account`,
  /** POST: sign the known account out of this browser; answers 204. */
  signOut: (uid: string) => `/api/interaction/${uid}/sign-out`,
  /** POST: show `expiring` again in three days; answers 204. */
  remindLater: (uid: string) => `/api/interaction/${uid}/remind-later`,
  /** POST `{ identifiers?: string[] }`: allow what was asked, and of the identifiers only these; all that are required. */
  consent: (uid: string) => `/api/interaction/${uid}/consent`,
  /** POST: go back to the application with `access_denied`. */
  abort: (uid: string) => `/api/interaction/${uid}/abort`,
} as const;
