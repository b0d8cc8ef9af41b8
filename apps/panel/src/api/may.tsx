import { administrationScopes } from '@postern/contracts';
import type { ManagementScope } from '@postern/contracts';
import { createContext, use } from 'react';
import type { ReactNode } from 'react';

/** Scopes of the access token that the panel speaks with: the server gives it those that the person's role can use. */
export const GrantedScopes = createContext<ReadonlySet<string>>(new Set());

/**
 * Whether the server would allow what needs these scopes. Every page and every action asks here and nowhere else; the role's name
 * decides nothing in the panel. The server checks again at every request.
 */
export const useMay = (): ((...scopes: readonly ManagementScope[]) => boolean) => {
  const granted = use(GrantedScopes);
  return (...scopes) => scopes.every((scope) => granted.has(scope));
};

/** Somebody who administers by looking only: nothing beyond reading was granted. */
export const useOnlyReads = (): boolean => {
  const may = useMay();
  return !administrationScopes.some((scope) => !scope.startsWith('read:') && may(scope));
};

export interface IfMayProps {
  /** What the action behind it needs. */
  readonly scope: ManagementScope;
  readonly children: ReactNode;
}

/** Draws an action only for those who may use it. */
export const IfMay = ({ scope, children }: IfMayProps) => (useMay()(scope) ? children : null);
