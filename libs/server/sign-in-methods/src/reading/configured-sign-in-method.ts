import type { IdentifierRequirement, MethodGroup, Publicity, SignInMethodOwner } from '@postern/contracts';
import type { SignInMethod } from '@postern/provider-kit';

/** A method as the server works with it: everything but the logo's bytes. */
export interface ConfiguredSignInMethod extends SignInMethod {
  readonly owner: SignInMethodOwner;
  /** Of the organization that owns it. */
  readonly organizationId: string | null;
  /** Applications of the organization that owns it. */
  readonly clientsOfOwner: readonly string[];
  /** The organization whose people administer it: its owner, or that of the application that owns it. */
  readonly managedBy: string | null;
  /** The organization that owns it is suspended: nobody signs in by it. */
  readonly suspended: boolean;
  /** Of the application that owns it. */
  readonly clientId: string | null;
  readonly description: string | null;
  /** The provider's own picture as a data URL; null for a type that this server does not have. */
  readonly icon: string | null;
  /** Path on the public origin; changes with the logo. */
  readonly logoUrl: string | null;
  /** Publicity of new identifiers. */
  readonly publicity: Publicity;
  readonly group: MethodGroup;
  readonly position: number;
  /** In the default list. */
  readonly required: IdentifierRequirement | null;
  readonly requiredFrom: Date | null;
  readonly builtIn: boolean;
  /** People may link identifiers of its type. */
  readonly linkable: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One row of an application's own list. */
export interface Placement {
  readonly enabled: boolean;
  readonly group: MethodGroup;
  readonly position: number;
  /** Switched on because the list would have been empty. */
  readonly fallback: boolean;
  /** Whether people need an identifier of it before they enter; null: no. */
  readonly required: IdentifierRequirement | null;
  /** People are only reminded before; null: from their next sign-in. */
  readonly requiredFrom: Date | null;
}

/** A method as an application may offer it: with the application's own switch, group and position, or those of the default list. */
export interface PlacedMethod extends Placement {
  readonly method: ConfiguredSignInMethod;
}

/** What an application may offer, in the order people see it there. */
export interface ApplicationMethods {
  /** It has no list of its own. */
  readonly follows: boolean;
  readonly all: readonly PlacedMethod[];
}

/** One reading of the table. */
export interface MethodSnapshot {
  /** Counts up with every reading; what depends on methods can be kept per version. */
  readonly version: number;
  /** By id, in the order people see them, disabled ones included. */
  readonly methods: ReadonlyMap<string, ConfiguredSignInMethod>;
  /** Methods that are on in the default list or in an application's own, and whose provider this server has. */
  readonly used: readonly ConfiguredSignInMethod[];
  /** What an application may offer. */
  readonly of: (clientId: string) => ApplicationMethods;
}
