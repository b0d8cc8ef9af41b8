import type { MethodGroup, SignInMethodOwner, Publicity } from '@postern/contracts';
import type { SignInMethod } from '@postern/provider-kit';

/** A method as the server works with it: everything but the logo's bytes. */
export interface ConfiguredSignInMethod extends SignInMethod {
  readonly owner: SignInMethodOwner;
  readonly description: string | null;
  /** The provider's own picture as a data URL; null for a type that this server does not have. */
  readonly icon: string | null;
  /** Path on the public origin; changes with the logo. */
  readonly logoUrl: string | null;
  /** Publicity of new identifiers. */
  readonly publicity: Publicity;
  readonly group: MethodGroup;
  readonly position: number;
  readonly builtIn: boolean;
  /** People may link identifiers of its type. */
  readonly linkable: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The public part of an enabled method. */
export type ShownSignInMethod = Pick<ConfiguredSignInMethod, 'id' | 'type' | 'name' | 'group' | 'icon' | 'logoUrl'>;

/** One reading of the table. */
export interface MethodSnapshot {
  /** Counts up with every reading; what depends on methods can be kept per version. */
  readonly version: number;
  /** By id, in the order people see them, disabled ones included. */
  readonly methods: ReadonlyMap<string, ConfiguredSignInMethod>;
  /** The system's enabled methods whose provider this server has. */
  readonly enabled: readonly ConfiguredSignInMethod[];
}
