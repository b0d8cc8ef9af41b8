import type { ErrorCode } from './error-codes.js';
import type { MethodGroup, NamedMethod, SignInMethodOwner } from './sign-in-provider.js';

/** `each`: people need an identifier of this very method; `one`: of any of the methods of the list that say so. */
export const identifierRequirements = ['each', 'one'] as const;
export type IdentifierRequirement = (typeof identifierRequirements)[number];

/** One row of `GET /api/v2/clients/{client_id}/sign-in-methods`: a method that the application may offer. */
export interface ApplicationSignInMethod extends NamedMethod {
  readonly id: string;
  /** Methods of others can be placed, but not configured here. */
  readonly owner: SignInMethodOwner;
  readonly description: string | null;
  readonly icon: string | null;
  readonly logoUrl: string | null;
  readonly public: boolean;
  readonly builtIn: boolean;
  readonly enabled: boolean;
  readonly group: MethodGroup;
  /** Counts from 0 within the group. */
  readonly position: number;
  /** Switched on because the list would have been empty. */
  readonly fallback: boolean;
  /** Null: people enter without an identifier of it. */
  readonly required: IdentifierRequirement | null;
  /** ISO 8601: people are only reminded before; null: from their next sign-in. */
  readonly requiredFrom: string | null;
  /** People can add identifiers of it themselves, so it can be required. */
  readonly requirable: boolean;
  /** Why the method cannot work now, or a warning; null if there is neither. */
  readonly problem: ErrorCode | null;
}

/** `GET /api/v2/clients/{client_id}/sign-in-methods` */
export interface ApplicationSignInMethods {
  /** It has no list of its own: changes of the system's default list apply to it. */
  readonly follows: boolean;
  /** In the order people see them. */
  readonly methods: readonly ApplicationSignInMethod[];
}

/** `PATCH /api/v2/clients/{client_id}/sign-in-methods/{id}`. What is not given stays. */
export interface MethodPlacement {
  readonly enabled?: boolean;
  readonly group?: MethodGroup;
  /** Counts from 0 within the group; others move. */
  readonly position?: number;
  readonly required?: IdentifierRequirement | null;
  readonly requiredFrom?: string | null;
}

/** `GET /api/v2/sign-in-methods/{id}/applications`: applications that offer a method of the system or an organization; not the panel. */
export interface OfferingApplications {
  /** By name; at most 20 of them. */
  readonly applications: readonly { readonly clientId: string; readonly name: string }[];
  readonly total: number;
}
