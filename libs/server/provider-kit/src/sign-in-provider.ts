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
  /** For `linked` the subject of an identifier; otherwise a username or an e-mail address. */
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
  /**
   * Whether proofs by a method with these params find accounts by a name, without a link. Then a person who changes the params can sign in
   * as anyone.
   */
  findsAnybody?(params: P): boolean;
  /** Why a method with these params cannot work now, or another problem of it; null if there is none. */
  problem?(params: P): Promise<ErrorCode | MethodProblem | null>;
}

/** A provider that the browser leaves the widget for. */
export interface NavigatingProvider<P extends object = object> extends SignInProvider<P> {
  /**
   * Address to navigate to.
   *
   * @param options `fresh` makes the browser ask again; `place` is where this browser succeeded last, as the provider named it
   */
  startUrl(ticket: string, options: { readonly fresh: boolean; readonly place?: string | null }): string;
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
  /** How the method judged a certificate, for pages that draw it. The verdict is given: nothing is decided anew. */
  judge?(method: SignInMethod<P>, der: Uint8Array, verdict: CertificateVerdict): CertificateJudgement;
  /** Some of the CAs whose certificates the method accepts. */
  acceptedIssuers?(method: SignInMethod<P>): readonly AcceptedIssuer[];
  /** What may be shown; throws `CertificateError` for what cannot be read. */
  summarize(der: Uint8Array): CertificateSummary;
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
