import type { Publicity } from '@postern/contracts';
import { waitingPrefix } from '../../session/interruption';

const key = 'postern.panel.link-method';

/** The method with which a link was started, for "use another certificate" after a refusal that does not name it. */
export const rememberMethod = (methodId: string): void => sessionStorage.setItem(key, methodId);
export const rememberedMethod = (): string | null => sessionStorage.getItem(key);

const waitingKey = `${waitingPrefix}link`;

/** A confirmation that waits for the person to sign in again. */
export interface WaitingLink {
  /** Single use, for this account only, valid for 15 minutes. */
  readonly code: string;
  readonly methodId: string;
  /** SHA-256 of the certificate, if there is one. */
  readonly certificate: string | null;
  readonly label: string;
  readonly publicity: Publicity;
}

export const keepLink = (link: WaitingLink): void => sessionStorage.setItem(waitingKey, JSON.stringify(link));
export const forgetLink = (): void => sessionStorage.removeItem(waitingKey);
export const waitingLink = (): WaitingLink | null => {
  const stored = sessionStorage.getItem(waitingKey);
  return stored === null ? null : (JSON.parse(stored) as WaitingLink);
};

/** Null if its code was used up. */
export const resumableLink = (): WaitingLink | null => {
  const waiting = waitingLink();
  return waiting === null || waiting.code === '' ? null : waiting;
};

export type LinkReturn =
  | { readonly code: string }
  /** `refusal` is the id for details on the server; null if none were stored. */
  | { readonly error: string; readonly refusal: string | null }
  | null;

/** Parses `#code=…` or `#error=…&refusal=…`. */
export const readReturn = (fragment: string): LinkReturn => {
  const values = new URLSearchParams(fragment.replace(/^#/, ''));
  const code = values.get('code');
  const error = values.get('error');
  if (error !== null) return { error, refusal: values.get('refusal') };
  return code === null ? null : { code };
};
