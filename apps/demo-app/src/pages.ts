import { html } from './html.js';
import type { Html } from './html.js';
import type { SignedIn } from './sign-in.js';
import { explainAcr, explainAmr, fromNow } from './words.js';
import type { Explanation } from './words.js';

const layout = (title: string, main: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Demo application</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/tokens.css" />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header><a href="/" class="brand">Demo application</a><span class="tag">relying party</span></header>
        <main>${main}</main>
        <footer>An example of signing in with Postern. The file to copy is <code>src/sign-in.ts</code>.</footer>
      </body>
    </html>`.text;

export const welcomePage = (): string =>
  layout(
    'Welcome',
    html`<section class="card hero">
      <h1>Sign in to go on</h1>
      <p>This application knows nothing about passwords or certificates. It asks Postern who you are.</p>
      <a class="button primary" href="/sign-in">Sign in</a>
      <a class="quiet" href="/sign-in?account=other">Choose another account</a>
    </section>`,
  );

export const errorPage = ({ title, next, code }: Explanation): string =>
  layout(
    title,
    html`<section class="card hero" role="alert">
      <h1>${title}</h1>
      <p>${next}</p>
      <a class="button primary" href="/sign-in">Try again</a>
      <a class="quiet" href="/">Back to the start</a>
      <p class="code">Code: <code>${code}</code></p>
    </section>`,
  );

export const notFoundPage = (): string =>
  layout(
    'No such page',
    html`<section class="card hero">
      <h1>There is no such page</h1>
      <p>The address may be mistyped.</p>
      <a class="button primary" href="/">Back to the start</a>
    </section>`,
  );

const row = (name: string, value: unknown, note?: string): Html | null =>
  value === undefined || value === null
    ? null
    : html`<div>
        <dt>${name}</dt>
        <dd>
          <span class="value">${typeof value === 'object' ? JSON.stringify(value) : String(value)}</span>
          ${note === undefined ? null : html`<span class="note">${note}</span>`}
        </dd>
      </div>`;

const technical = new Set(['acr', 'amr', 'auth_time', 'iat', 'exp', 'nonce', 'at_hash', 'updated_at']);

/** What the application learned about the person, and what it may do about the tokens. */
export const accountPage = (signedIn: SignedIn, notice: Explanation | null, now: number): string => {
  const { claims, expiresAt, refreshToken, refreshes } = signedIn;
  const name = String(claims['name'] ?? claims['preferred_username'] ?? claims.sub);
  const about = Object.entries(claims).filter(([claim]) => !technical.has(claim));
  const signedInAt = typeof claims['auth_time'] === 'number' ? claims['auth_time'] * 1000 : null;
  return layout(
    name,
    html`${
      notice &&
      html`<section class="card notice" role="alert">
          <h2>${notice.title}</h2>
          <p>${notice.next}</p>
        </section>`
    }
      <section class="card">
        <h1>Hello, ${name}</h1>
        <h2>How you signed in</h2>
        <dl>
          ${row('acr', claims['acr'], explainAcr(claims['acr']))}
          ${row('amr', claims['amr'], explainAmr(claims['amr']))}
          ${signedInAt && row('auth_time', new Date(signedInAt).toISOString(), fromNow(signedInAt, now))}
        </dl>
        <h2>Who you are</h2>
        <dl>${about.map(([claim, value]) => row(claim, value))}</dl>
        <h2>Tokens</h2>
        <dl>
          ${row('access token', expiresAt > now ? 'Good' : 'Expired', `runs out ${fromNow(expiresAt, now)}`)}
          ${row('refresh token', refreshToken === null ? 'None given' : 'Kept on the server', `refreshed ${refreshes} times`)}
        </dl>
        <div class="actions">
          ${refreshToken && html`<form method="post" action="/refresh"><button class="button">Refresh tokens</button></form>`}
          <a class="button" href="/sign-in?account=other">Choose another account</a>
          <form method="post" action="/sign-out"><button class="button primary">Sign out</button></form>
        </div>
      </section>`,
  );
};
