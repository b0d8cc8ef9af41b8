import { administrationScopes } from '@postern/contracts';
import type { ManagementScope } from '@postern/contracts';
import { createContext, use } from 'react';
import type { ReactNode } from 'react';

/** Scopes of the panel's access token: the server grants those that the person's role allows. */
export const GrantedScopes = createContext<ReadonlySet<string>>(new Set());

/**
 * Whether the server would allow an action that needs these scopes.
 * Every page and action uses this check and nothing else; the panel never decides by role. The server checks again at
 * every request.
 */
export const useMay = (): ((...scopes: readonly ManagementScope[]) => boolean) => {
  const granted = use(GrantedScopes);
  return (...scopes) => scopes.every((scope) => granted.has(scope));
};

/** Whether the administrator has read scopes only. */
export const useOnlyReads = (): boolean => {
  const may = useMay();
  return !administrationScopes.some((scope) => !scope.startsWith('read:') && may(scope));
};

export interface IfMayProps {
  /** The scopes that the action needs. */
  readonly scope: ManagementScope;
  readonly children: ReactNode;
}

/** Renders an action only for people who may use it. */
export const IfMay = ({ scope, children }: IfMayProps) => (useMay()(scope) ? children : null);
