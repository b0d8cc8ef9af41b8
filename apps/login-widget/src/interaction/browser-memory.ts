import type { PresentedAttempt } from '@postern/contracts';

/** What the widget stores in the browser. If storage is disabled or full, nothing is stored. */
const attempt = <T>(access: () => T): T | null => {
  try {
    return access();
  } catch {
    return null;
  }
};

const startedKey = (methodId: string): string => `postern.started.${methodId}`;

/** Methods whose button was pressed in this browser and that have not failed since. */
export const startedMethods = {
  has: (methodId: string): boolean => attempt(() => localStorage.getItem(startedKey(methodId))) !== null,
  add: (methodId: string): void => void attempt(() => localStorage.setItem(startedKey(methodId), '1')),
  remove: (methodId: string): void => void attempt(() => localStorage.removeItem(startedKey(methodId))),
};

/** Sign-ins in this tab in which a method has already started automatically; it happens at most once each. */
export const autoStarted = {
  has: (uid: string): boolean => attempt(() => sessionStorage.getItem('postern.auto-started')) === uid,
  add: (uid: string): void => void attempt(() => sessionStorage.setItem('postern.auto-started', uid)),
};

const declinedKey = 'postern.declined';

const shownIn = ({ methodId, certificate }: PresentedAttempt): string => `${methodId} ${certificate?.sha256 ?? 'none'}`;

/** What the person asked the browser to replace in this tab: a certificate, or the choice of none. */
export const declined = {
  /** Whether the browser sent the same one again. */
  has: (presented: PresentedAttempt): boolean =>
    attempt(() => sessionStorage.getItem(declinedKey)) === shownIn(presented),
  set: (presented: PresentedAttempt): void =>
    void attempt(() => sessionStorage.setItem(declinedKey, shownIn(presented))),
  clear: (): void => void attempt(() => sessionStorage.removeItem(declinedKey)),
};

/** Where a sign-in came from, for the page that says it has expired. */
export interface KnownApplication {
  readonly name: string;
  readonly homepageUrl: string | null;
}

const applicationKey = (uid: string): string => `postern.application.${uid}`;
const lastApplicationKey = 'postern.last-application';

const readApplication = (key: string): KnownApplication | null =>
  attempt(() => JSON.parse(sessionStorage.getItem(key) ?? 'null') as KnownApplication | null);

export const knownApplications = {
  get: (uid: string): KnownApplication | null => readApplication(applicationKey(uid)),
  /** The application of the sign-in last open in this tab. */
  last: (): KnownApplication | null => readApplication(lastApplicationKey),
  set: (uid: string, { name, homepageUrl }: KnownApplication): void => {
    const known = JSON.stringify({ name, homepageUrl });
    for (const key of [applicationKey(uid), lastApplicationKey]) attempt(() => sessionStorage.setItem(key, known));
  },
};
