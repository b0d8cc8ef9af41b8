import { addNamespaces } from '@postern/i18n';
import { Suspense, use, type ReactNode } from 'react';

let words: Promise<boolean> | undefined;

/** The words are fetched apart, by those who need them. A sign-in goes on without them where that fails. */
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
