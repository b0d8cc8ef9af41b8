import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Language, languageOf, tooManyTexts } from './too-many-texts.js';

/** Styled like the sign-in pages, whose files the certificate origin does not serve. */
const style = `:root{color-scheme:light dark;--page:#f4f5f7;--card:#fff;--text:#1b1f24;--quiet:#515a66;--line:#d9dde3;--link:#1d4ed8}
@media(prefers-color-scheme:dark){:root{--page:#14171b;--card:#1d2126;--text:#e8eaed;--quiet:#a9b1bb;--line:#353b43;--link:#8ab4f8}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:420px;padding:32px 24px;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 12px;font-size:22px;line-height:1.3}p{margin:0 0 12px}p.quiet{color:var(--quiet)}a{color:var(--link)}a:focus-visible{outline:2px solid;outline-offset:2px}`;
const styleHash = createHash('sha256').update(style).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** Whether the request is a navigation (Fetch Metadata; older browsers by Accept). */
export const isNavigation = (headers: IncomingHttpHeaders): boolean => {
  const mode = headers['sec-fetch-mode'];
  if (mode !== undefined) return mode === 'navigate';
  return headers.accept?.includes('text/html') === true;
};

/** Such as "15 minutes"; at least one. */
const minutes = (seconds: number, language: Language): string => {
  const count = Math.max(1, Math.ceil(seconds / 60));
  const text = new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(count);
  // After "through" the language wants the accusative.
  return language === 'ru' ? text.replace(/минута$/, 'минуту') : text;
};

const page = (language: Language, seconds: number, requestId: string): string => {
  const { title, why, again, link, request } = tooManyTexts[language];
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style></head>
<body><main><h1>${title}</h1><p>${why}</p><p><strong>${again(minutes(seconds, language))}</strong></p>
<p><a href="">${link}</a></p><p class="quiet">${request} ${requestId}</p></main></body>
</html>
`;
};

/**
 * Answers a navigation: 429 with Retry-After, and a page that says how long to wait. Its link loads the same URL again, which
 * resumes the sign-in if its ticket or code is still valid.
 *
 * @param seconds until the next request is welcome
 */
export const sendTooManyPage = (request: FastifyRequest, reply: FastifyReply, seconds: number): void => {
  const language = languageOf(request.headers['accept-language']);
  reply.raw.setHeader('content-security-policy', policy);
  void reply
    .status(429)
    .header('retry-after', String(seconds))
    .header('cache-control', 'no-store')
    .header('content-language', language)
    .header('vary', 'accept, accept-language, sec-fetch-mode')
    .type('text/html; charset=utf-8')
    .send(page(language, seconds, request.id));
};
