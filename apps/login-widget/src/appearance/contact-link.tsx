import type { ReactNode } from 'react';

/** A page opens in a new tab, so that the sign-in stays; an address that could run something is no link. */
export const ContactLink = ({ address, children }: { readonly address: string; readonly children: ReactNode }) =>
  /^(https:\/\/|mailto:)/i.test(address) ? (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    children
  );
