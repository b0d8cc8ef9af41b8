import { useEffect, useState } from 'react';

/** Prefix of all `sessionStorage` keys for input that waits for a new sign-in. */
export const waitingPrefix = 'postern.panel.waiting-';
const key = `${waitingPrefix}change`;
const accountKey = 'postern.panel.account';

/** Form values that may have to wait for a new sign-in. Never contains passwords. */
export interface Interruptions {
  readonly mainInformation: Readonly<Record<'name' | 'givenName' | 'familyName' | 'email' | 'locale', string>> & {
    /** Own profile fields, by key. */
    readonly fields: Readonly<Record<string, string>>;
  };
  readonly password: Record<string, never>;
  readonly startLink: { readonly methodId: string; readonly fresh?: boolean };
  readonly removeIdentifier: { readonly id: string };
}

type Kind = keyof Interruptions;

/** Stored in this tab only; the page restores it when the person returns. */
export const keepInterruption = <K extends Kind>(kind: K, values: Interruptions[K]): void =>
  sessionStorage.setItem(key, JSON.stringify({ kind, values }));

export const forgetInterruption = (): void => sessionStorage.removeItem(key);

/** Sets the account of this tab; removes input that another account left. */
export const takeOver = (account: string): void => {
  if (sessionStorage.getItem(accountKey) !== account) {
    const waiting = Object.keys(sessionStorage).filter((name) => name.startsWith(waitingPrefix));
    waiting.forEach((name) => sessionStorage.removeItem(name));
  }
  sessionStorage.setItem(accountKey, account);
};

const kept = <K extends Kind>(kind: K): Interruptions[K] | null => {
  const stored = sessionStorage.getItem(key);
  const found = stored === null ? null : (JSON.parse(stored) as { kind: Kind; values: Interruptions[K] });
  return found?.kind === kind ? found.values : null;
};

/**
 * Input that was waiting here for a new sign-in, for the lifetime of the component; null if none. Other components
 * cannot read it again.
 */
export const useInterruption = <K extends Kind>(kind: K): Interruptions[K] | null => {
  const [values] = useState(() => kept(kind));
  useEffect(() => {
    if (values !== null) forgetInterruption();
  }, [values]);
  return values;
};
