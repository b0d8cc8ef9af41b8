import { createContext, use } from 'react';
import { useMay } from './may';

interface Scope {
  readonly id: string;
  /** The person administers nothing but organizations. */
  readonly limited: boolean;
}

/** The organization whose pages are shown: their data is asked for with its id. Null: the administration of the system. */
export const OrganizationScope = createContext<Scope | null>(null);

/** Id of the organization whose pages are shown. */
export const useOrganizationScope = (): string | null => use(OrganizationScope)?.id ?? null;

/** Whether the person administers this organization alone, and has no right in the system. */
export const useIsLimited = (): boolean => use(OrganizationScope)?.limited ?? false;

/** Whether the person may open the pages of accounts. */
export const useSeesAccounts = (): boolean => {
  const may = useMay();
  const limited = useIsLimited();
  return may('read:users') && !limited;
};
