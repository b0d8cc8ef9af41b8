import type {
  AcceptedIssuer,
  CertificateJudgement,
  CertificateSummary,
  CertificateVerdict,
  ErrorCode,
  MappingRule,
  NamedMethod,
  ProviderDescriptor,
} from '@postern/contracts';
import type { PresentedCertificate, RequestOrigin } from '@postern/requests';

/** A configured sign-in method: one row an administrator made, of some provider's type. */
export interface SignInMethod<P extends object = object> extends NamedMethod {
  readonly id: string;
  readonly enabled: boolean;
  readonly public: boolean;
  /** Validated by the provider's own params class. */
  readonly params: P;
}

/** One value by which an account is looked up. A rule whose source has several values makes several. */
export interface Candidate extends MappingRule {
  /** Position of its rule. The lowest rank that finds an account decides. */
  readonly rank: number;
  /** No rule of the method as it is now: it finds what was linked under an earlier one, or by an administrator. */
  readonly kept?: boolean;
  /** For `linked` the subject of an identifier; otherwise a username, an e-mail address or the value of a profile field. */
  readonly value: string;
  /** For `linked`, as in `PresentedIdentifier`. */
  readonly alias?: string | null;
  /** For `linked`, as in `PresentedIdentifier`. */
  readonly formerSubject?: string | null;
  /** For `email`: an address that nobody confirmed finds its account, too. */
  readonly unconfirmed?: boolean;
  /** Why the sign-in is refused when this decides it. */
  readonly code?: ErrorCode;
  /** Level of a sign-in that this decides; absent: that of the provider. */
  readonly acr?: string;
  /** `amr` of a sign-in that this decides; absent: that of the provider. */
  readonly amr?: readonly string[];
}

/** What one rule found in a proof. */
export interface AppliedRule extends MappingRule {
  /** As in `Candidate`. */
  readonly rank: number;
  readonly kept: boolean;
  /** What it looks for, as `Candidate.value`. */
  readonly values: readonly string[];
  /** Number of values that cannot identify an account, such as text with a control character. */
  readonly unusable: number;
}

/** What a provider learned about the person, before the account is looked up. */
export interface PresentedIdentifier {
  readonly methodId: string;
  /** Unique within the method; opaque to everybody but the provider. */
  readonly subject: string;
  /** The same person's second subject; either of the two identifies the person. Unique within the method as well. */
  readonly alias?: string | null;
  /** What earlier versions stored for the same person; `subject` takes its place at the next sign-in. */
  readonly formerSubject?: string | null;
  /** The rule that made `subject`; a new identifier keeps it. */
  readonly rule?: MappingRule;
  /** Where to look for the account, best first; absent: among linked identifiers, by `subject`. */
  readonly candidates?: readonly Candidate[];
  /** Names by which an administrator may be waiting for it; opaque as `subject`. */
  readonly awaited?: readonly string[];
  /** No rule of the method found a value that identifies the person. */
  readonly unusable?: boolean;
  /** Outcome of each rule, for dry runs. */
  readonly rules?: readonly AppliedRule[];
  /** Name of a new identifier until the person gives it another. */
  readonly label: string;
  readonly certificate: PresentedCertificate | null;
  /** Level of this very proof; absent: that of the provider. One of its `levels`. */
  readonly acr?: string;
  /** `amr` of this very proof; absent: that of the provider. */
  readonly amr?: readonly string[];
}

/** How an administrator names a certificate that nobody has presented yet. */
export type AwaitedName =
  | { readonly upn: string }
  /** RFC 4514 text. */
  | { readonly issuer: string; readonly subject: string }
  /** SHA-256, hexadecimal; and the issuer, so that a mistyped one is noticed. */
  | { readonly fingerprint: string; readonly issuer?: string };

/** The account that a certificate gets which belongs to nobody, by the settings of its method. The role is that of a member. */
export interface NewAccount {
  /** `at_once`: without asking the person. */
  readonly mode: 'after_confirmation' | 'at_once';
  /** Spelled as accounts have it. */
  readonly username: string;
  /** What to do when somebody has the username: append a number, or create nothing. */
  readonly whenTaken: 'number' | 'refuse';
  /** 1 to 100 characters, one line. */
  readonly name: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
  /** In lower case. */
  readonly email: string | null;
  readonly emailConfirmed: boolean;
  /** Values of the own profile fields by which rules find the account again, by key. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Ids. */
  readonly groups: readonly string[];
  /** Id of the organization that it becomes a member of; null: none. The organization of the method comes first. */
  readonly organization: string | null;
  /** Accounts that the method creates in a day at most (UTC). */
  readonly perDay: number;
}

/** Why a certificate gets no account: its issuer or policy, its e-mail domain, or what it lacks. For the event log. */
export type NewAccountObstacle = 'issuer' | 'domain' | 'no_rule' | 'username' | 'name';

export interface ProposedAccount {
  readonly identifier: PresentedIdentifier;
  readonly account: NewAccount | NewAccountObstacle;
}

/** Name and address of the holder as a certificate has them now. */
export type RefreshedDetails = Pick<NewAccount, 'name' | 'givenName' | 'familyName' | 'emailConfirmed'> & {
  /** Every address in the certificate; empty: they are not taken. */
  readonly emails: readonly string[];
};

/** When a proof was given, by the clock of the database; lets the statement that stores the session check that it is still valid. */
export interface ProofTime {
  /** Seconds since 1970 with microseconds. */
  readonly at: string;
  /** Until when proofs had been ended for the account at that moment; null: never. */
  readonly mark: string | null;
}

/** A person proved to be the owner of an account. */
export interface AuthenticatedAccount {
  readonly accountId: string;
  /** The identifier it happened with; null for the built-in password. */
  readonly identifierId: string | null;
  readonly proof: ProofTime;
  /** Level of this very proof; absent: that of the provider. One of its `levels`. */
  readonly acr?: string;
  /** `amr` of this very proof; absent: that of the provider. */
  readonly amr?: readonly string[];
}

/** A problem of a method, with the details that administrators need to find it. */
export interface MethodProblem {
  readonly code: ErrorCode;
  /** In English, with names of files; for administrators only. */
  readonly detail: string;
}

/** What every sign-in provider is. */
export interface SignInProvider<P extends object = object> {
  readonly descriptor: ProviderDescriptor;
  /** Class with class-validator decorators; instances are made by class-transformer. */
  readonly paramsClass: new () => P;
  /** OpenID Connect `acr` of a sign-in by this provider, unless a proof brings its own. */
  readonly acr: string;
  /** RFC 8176 `amr` of a sign-in by this provider, unless a proof brings its own. */
  readonly amr: readonly string[];
  /**
   * Every level that a proof by a method with these params can have; `acr` alone unless given. People are offered the methods that can
   * reach what is asked of them, so a level that no proof ever has would lead them nowhere.
   *
   * @param params undefined: by any method of this provider
   */
  levelsOf?(params?: P): readonly string[];
  /**
   * Checks and normalises what the DTO alone cannot, for example that PEM is a CA certificate; throws `InvalidError`.
   *
   * @param before what is stored; undefined for a new method
   */
  normalizeParams?(params: P, before?: P): Promise<P>;
  /**
   * Checks what methods share, for example a message that tells of all of them; throws `InvalidError`.
   *
   * @param all params of every method of this provider that will be switched on
   */
  assertTogether?(all: readonly P[]): void;
  /** What a method with these params trusts, each by a name that another method gives the same thing; both then accept one proof. */
  trusted?(params: P): readonly string[];
  /**
   * Whether proofs by a method with these params find accounts by a name, without a link. Then a person who changes the params can sign in
   * as anyone.
   */
  findsAnybody?(params: P): boolean;
  /** Keys of the own profile fields by which a method with these params finds accounts; each must be a key for certificates. */
  ownFieldsOf?(params: P): readonly string[];
  /** Settings whose values the event log stores, before and after a change; of all others it stores that they changed. */
  readonly toldSettings?: readonly string[];
  /** Settings that concern the whole installation: only who administers the system may change them. */
  readonly systemSettings?: readonly string[];
  /** What accounts a method with these params creates; null: none. Whoever changes its params must be allowed to create them by hand. */
  createsAccounts?(params: P): Pick<NewAccount, 'groups' | 'organization'> | null;
  /** Why a method with these params cannot work now, or another problem of it; null if there is none. */
  problem?(params: P): Promise<ErrorCode | MethodProblem | null>;
}

/** A provider that the browser leaves the widget for. */
export interface NavigatingProvider<P extends object = object> extends SignInProvider<P> {
  /**
   * Address to navigate to.
   *
   * @param options `methodId` is the method of the ticket; `fresh` makes the browser ask again; `place` is where this browser succeeded
   * last, as the provider named it
   */
  startUrl(
    ticket: string,
    options: { readonly methodId: string; readonly fresh: boolean; readonly place?: string | null },
  ): string;
}

/** Where browsers show certificates to a method, and what they are told there. */
export interface MethodListener {
  /** The origin that the method has for itself; null: people come to the shared one. */
  readonly own: { readonly name: string; readonly origin: string; readonly freshOrigin: string } | null;
  readonly sharedOrigin: string;
  /** Origin of fresh hosts, with `{attempt}` for their label; null: there are none. */
  readonly sharedFreshOrigin: string | null;
  /** Whether browsers are told the names of the CAs; without them they offer every certificate. */
  readonly sendsNames: boolean;
  /** DER of each CA, a trust anchor or below one. */
  readonly authorities: readonly Uint8Array[];
}

/** A provider whose proof is a form that the widget shows. */
export interface FormProvider<P extends object = object> extends SignInProvider<P> {
  /**
   * Throws `AuthenticationError`, with the same answer and the same time for unknown accounts.
   *
   * @param cookie the Cookie header of the browser that sent the form
   */
  authenticate(
    method: SignInMethod<P>,
    values: Readonly<Record<string, string>>,
    origin: RequestOrigin,
    cookie?: string,
  ): Promise<AuthenticatedAccount>;
}

/** A provider whose identifiers are certificates: for dry runs and for certificates an administrator uploads. */
export interface CertificateProvider<P extends object = object> extends SignInProvider<P> {
  /** Applies every check of a sign-in; throws `CertificateError`. */
  identify(method: SignInMethod<P>, der: Uint8Array): Promise<PresentedIdentifier>;
  /** The account that the certificate would get; null: the method creates none. Throws `CertificateError` as `identify`. */
  propose?(method: SignInMethod<P>, der: Uint8Array): Promise<ProposedAccount | null>;
  /** Name and addresses that a new account of this method takes from the certificate; null: it has no name. */
  holder?(method: SignInMethod<P>, der: Uint8Array): RefreshedDetails | null;
  /** What a sign-in takes over from the certificate; null: nothing. */
  refreshed?(method: SignInMethod<P>, der: Uint8Array): RefreshedDetails | null;
  /**
   * What a certificate with this name, or fingerprint, is awaited by; a sentence that says what it is. Throws `InvalidError` for a name that cannot be
   * read, and where the method does not take the word of its authorities for names.
   */
  awaitedBy?(method: SignInMethod<P>, name: AwaitedName): { readonly subject: string; readonly label: string };
  /** How the method judged a certificate, for pages that draw it. The verdict is given: nothing is decided anew. */
  judge?(method: SignInMethod<P>, der: Uint8Array, verdict: CertificateVerdict): CertificateJudgement;
  /** Some of the CAs whose certificates the method accepts. */
  acceptedIssuers?(method: SignInMethod<P>): readonly AcceptedIssuer[];
  /** Where the method asks for certificates. */
  listener?(method: SignInMethod<P>): MethodListener;
  /** What may be shown; throws `CertificateError` for what cannot be read. */
  summarize(der: Uint8Array): CertificateSummary;
  /** What a source of a rule, such as `san-upn`, finds in a certificate; nothing where it is none. */
  valuesOf?(der: Uint8Array, source: string): readonly string[];
  /** DER of the one certificate in a PEM text; throws `InvalidError` for private keys and for anything else. */
  read(pem: string): Uint8Array;
}

/** Every level that a proof by this provider can have, or by one of its methods. */
export const levelsOf = (provider: SignInProvider, params?: object): readonly string[] =>
  provider.levelsOf?.(params) ?? [provider.acr];

export const isNavigating = (provider: SignInProvider): provider is NavigatingProvider =>
  provider.descriptor.kind === 'navigate';
export const isForm = (provider: SignInProvider): provider is FormProvider => provider.descriptor.kind === 'form';
export const isCertificateProvider = (provider: SignInProvider): provider is CertificateProvider =>
  'identify' in provider && 'summarize' in provider;

/** How a method judged a certificate; null where nothing was shown, or its provider knows no chains. */
export const judgementBy = (
  provider: SignInProvider,
  method: SignInMethod,
  der: Uint8Array | null | undefined,
  verdict: CertificateVerdict,
): CertificateJudgement | null =>
  der != null && isCertificateProvider(provider) ? (provider.judge?.(method, der, verdict) ?? null) : null;
