import { addNamespaces } from '@postern/i18n';
import { Suspense, use, type ReactNode } from 'react';

let words: Promise<boolean> | undefined;

/** Loads the expiry texts separately, only where they are needed. If that fails, the sign-in continues without them. */
const Speaking = ({ children }: { readonly children: ReactNode }) => {
  words ??= addNamespaces(['expiry']).then(
    () => true,
    () => false,
  );
  return use(words) && children;
};

export const AboutExpiry = ({ children }: { readonly children: ReactNode }) => (
  <Suspense>
    <Speaking>{children}</Speaking>
  </Suspense>
);
