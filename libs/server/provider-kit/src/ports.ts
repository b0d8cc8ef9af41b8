import type { CertificateSummary, ErrorCode, IdentifierRequirement, RefusalFacts } from '@postern/contracts';
import type { RequestOrigin } from '@postern/requests';
import type {
  AuthenticatedAccount,
  SignInMethod,
  PresentedIdentifier,
  ProofTime,
  SignInProvider,
} from './sign-in-provider.js';

/** Every provider this server was built with; filled by the registry, asked by features that must not know providers by name. */
export abstract class SignInProviders {
  /** Throws `InvalidError` (`provider.unknown_type`). */
  abstract ofType(type: string): SignInProvider;
  abstract all(): readonly SignInProvider[];
}

/** A method of which an application requires an identifier. */
export interface RequiredMethod {
  readonly method: SignInMethod;
  readonly requirement: IdentifierRequirement;
  /** People are only reminded before; null: it applies now. */
  readonly from: Date | null;
  /** The application offers it now. */
  readonly offered: boolean;
}

/** The configured methods; answers from memory, kept current across server processes. */
export abstract class SignInMethodDirectory {
  abstract find(id: string): Promise<SignInMethod | undefined>;
  /** Every method, in the order people see them. */
  abstract all(): Promise<readonly SignInMethod[]>;
  /** Methods that some application offers, or may offer: enabled in the default list or in an application's own. */
  abstract used(): Promise<readonly SignInMethod[]>;
  /** What an application offers, in the order people see it there. */
  abstract offeredAt(clientId: string): Promise<readonly SignInMethod[]>;
  /** Those that people need an identifier of before they enter the application, in the order of its list. */
  abstract requiredAt(clientId: string): Promise<readonly RequiredMethod[]>;
  /** Why nobody signs in to the application by the method; null if people do. */
  abstract refusalAt(
    clientId: string,
    methodId: string,
  ): Promise<'sign_in_method.not_found' | 'sign_in_method.disabled' | 'sign_in_method.not_offered_here' | null>;
  /**
   * `listener` is called after methods changed, in this server process or another, and after changes may have been missed;
   * not with what changed: ask again. For what a provider makes from its methods and keeps elsewhere, such as Nginx's CA bundle.
   */
  abstract onChange(listener: () => void): void;
}

/** Claims of the signed ticket that a browser carries to a provider's own origin. */
export interface SignInTicket {
  /** Names the attempt; good for one outcome. */
  readonly id: string;
  /** `link_in_sign_in`: the application requires the identifier. */
  readonly purpose: 'sign_in' | 'link' | 'link_in_sign_in';
  readonly methodId: string;
  /** The engine's interaction; null for `link`. */
  readonly interactionUid: string | null;
  /** The application that the person signs in to; null for `link`. */
  readonly clientId: string | null;
  /** The account that asked; null for `sign_in`. */
  readonly accountId: string | null;
}

/** Origins at which single methods ask for certificates, below the name that fresh hosts have as well. */
export abstract class CertificateOrigins {
  /** Name of the origin that Nginx serves for the method, its host's first label; null: none, so people come to the shared one. */
  abstract servedAt(methodId: string): string | null;
  /** `listener` is called after that changed, in this server process or another. */
  abstract onChange(listener: () => void): void;
}

export interface SignInRefusal {
  readonly code: ErrorCode;
  readonly reason?: string;
  readonly facts?: RefusalFacts;
  readonly certificate: { readonly der: Uint8Array; readonly summary: CertificateSummary } | null;
}

/** How a provider hands its outcome back to the sign-in that asked for it. Each ticket takes one outcome. */
export abstract class SignInCompletion {
  /** Throws `HandoffError`: `ticket.invalid`, `ticket.expired`. */
  abstract open(ticket: string): SignInTicket;
  /**
   * Stores a one-time handoff; answers the address on the public origin the browser goes back to. Throws `ticket.used`.
   *
   * @param place names one of the provider's own hosts, for this browser to start there next time; 16 hexadecimal digits, no secret
   */
  abstract present(
    ticket: SignInTicket,
    identifier: PresentedIdentifier,
    origin: RequestOrigin,
    place?: string | null,
  ): Promise<string>;
  /** The same for a proof that was refused. */
  abstract refuse(ticket: SignInTicket, refusal: SignInRefusal, origin: RequestOrigin): Promise<string>;
  /** URL for a browser whose ticket is invalid, expired or used; it names the error. */
  abstract returnUrlWithoutHandoff(ticket: string, code: ErrorCode, origin: RequestOrigin): string;
}

/** A password attempt. */
export interface PasswordAttempt {
  /** As it was typed. */
  readonly username: string;
  /** The account that `findByUsername` found. */
  readonly account: Pick<AuthenticatedAccount, 'accountId' | 'proof'> | undefined;
  /** The Cookie header of the browser. */
  readonly cookie: string | undefined;
}

/** The built-in password, kept with the account. */
export abstract class PasswordStore {
  /**
   * Counts a wrong password before the password is looked at, so that guesses made at once cannot pass the limit together.
   * Unknown usernames are counted alike. Throws `TooManyRequestsError`.
   *
   * @returns false when the answer has to be that of a wrong password, whatever the password is
   */
  abstract countAttempt(attempt: PasswordAttempt): Promise<boolean>;
  /** The password was right: forgets the attempts that were counted with this one. */
  abstract forgetAttempts(attempt: PasswordAttempt): Promise<void>;
  /** Looks the account up by username or e-mail, without regard to case. */
  abstract findByUsername(username: string): Promise<
    | {
        readonly accountId: string;
        readonly status: 'active' | 'blocked';
        readonly passwordHash: string | null;
        /** Set for a password that somebody else set: it works once, within its time, and only to choose another. */
        readonly oneTime: 'valid' | 'expired' | null;
        /** Of this moment: the hash and the time are read together. */
        readonly proof: ProofTime;
      }
    | undefined
  >;
  /** Replaces a hash made with older parameters, unless the password was changed meanwhile. */
  abstract rehash(accountId: string, oldHash: string, passwordHash: string): Promise<void>;
  /**
   * Replaces a one-time password by one that its owner chose, and ends earlier proofs; one statement.
   *
   * @returns the proof to sign in with; undefined when the password was replaced meanwhile, or has run out
   */
  abstract replaceOneTime(
    accountId: string,
    replacement: { readonly oldHash: string; readonly passwordHash: string },
    origin: RequestOrigin,
  ): Promise<ProofTime | undefined>;
}

/** Hashes passwords; implemented by the password provider, used by accounts. */
export abstract class PasswordHasher {
  /** Characters that a new password needs at least. */
  abstract readonly shortest: number;
  /** argon2id, PHC string. Throws `InvalidError` (`password.too_short`, `password.too_common`) for passwords not fit for use. */
  abstract hash(password: string): Promise<string>;
  abstract verify(passwordHash: string, password: string): Promise<boolean>;
}
