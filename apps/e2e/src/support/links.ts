import type { Identifier, LinkPreview, LinkStart } from '@postern/contracts';
import type { HttpAnswer, HttpBrowser } from '@postern/http-browser';
import type { Management } from './management.js';

/** Asks for the address that a certificate is shown at to be linked to the token's account. */
export const startLink = async (self: Management, methodId: string): Promise<string> =>
  (await self.post<LinkStart>('/me/links', { methodId })).startUrl;

export interface LinkReturn {
  readonly path: string;
  readonly code: string | null;
  readonly error: string | null;
}

/** Shows the browser's certificate there; answers what the profile page finds in its address. */
export const showCertificate = async (browser: HttpBrowser, startUrl: string): Promise<LinkReturn> => {
  const { location, status, body } = await browser.get(startUrl);
  if (location === null) throw new Error(`not sent back: ${status} ${body.slice(0, 300)}`);
  const { pathname: path, hash, search } = new URL(location);
  const facts = new URLSearchParams(hash.slice(1));
  if (search !== '') throw new Error('a code in the query would be logged');
  return { path, code: facts.get('code'), error: facts.get('error') };
};

export const previewLink = (self: Management, code: string | null): Promise<LinkPreview> =>
  self.post<LinkPreview>('/me/links/preview', { code });

export const tryToConfirm = (self: Management, code: string | null): Promise<HttpAnswer> =>
  self.send('POST', '/me/links/confirm', { code });

/** A whole link: to the certificate origin, back, and confirmed. */
export const linkCertificate = async (
  self: Management,
  browser: HttpBrowser,
  methodId: string,
): Promise<Identifier> => {
  const { code } = await showCertificate(browser, await startLink(self, methodId));
  return self.post<Identifier>('/me/links/confirm', { code });
};
