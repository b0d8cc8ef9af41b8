import { createContext, use } from 'react';

interface Place {
  /** Path of the list. */
  readonly path: string;
  /** What the list is called; null: all applications. */
  readonly label: string | null;
}

/** Where the pages of applications are: in the administration, or in an organization. */
export const ApplicationsPlace = createContext<Place>({ path: '/admin/applications', label: null });

export const useApplicationsPlace = (): Place => use(ApplicationsPlace);
