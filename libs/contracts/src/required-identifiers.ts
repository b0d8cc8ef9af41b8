import type { IdentifierRequirement } from './application-sign-in-methods.js';
import type { CertificateSummary } from './certificate.js';
import type { KnownAccount } from './known-account.js';
import type { Localized, ProviderLabels } from './sign-in-provider.js';

/** A method of which the application requires an identifier. */
export interface RequiredIdentifierView {
  readonly id: string;
  /** Null: the `methodName` of its labels. */
  readonly name: string | null;
  readonly labels: Localized<Pick<ProviderLabels, 'methodName'>>;
  readonly icon: string | null;
  readonly logoUrl: string | null;
  readonly requirement: IdentifierRequirement;
  /** The person has none; of those with `one`, one will do. */
  readonly missing: boolean;
}

/** The person is signed in, but lacks identifiers that the application requires. `methods` of the view add them. */
export interface RequiredIdentifiersView {
  readonly account: KnownAccount;
  readonly identifiers: readonly RequiredIdentifierView[];
  /** The person may enter without, and is asked again the next day. */
  readonly skippable: boolean;
  /** ISO 8601: when nobody enters without any more; null: that is so now. */
  readonly from: string | null;
  /** Why the person cannot add one now. `proof`: they signed in too long ago; `level`: their sign-in is not strong enough for their role. */
  readonly obstacle: 'proof' | 'level' | null;
  /** Whom to ask: a name, an e-mail address or a URL. */
  readonly contact: string | null;
  /** What was presented and waits to be added. */
  readonly adding: {
    /** Id of the attempt, for the answer. */
    readonly attempt: string;
    readonly methodId: string;
    readonly certificate: CertificateSummary | null;
  } | null;
}
