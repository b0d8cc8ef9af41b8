import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSeesAccounts } from '../api/organization-scope';

/** A link to the page of an account; the plain text for people who may not open it. */
export const AccountLink = ({ id, children }: { readonly id: string; readonly children: ReactNode }) =>
  useSeesAccounts() ? <Link to={`/admin/users/${id}`}>{children}</Link> : children;
