import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createRemoteJWKSet } from 'jose';
import type { DemoConfig } from './config.js';
import { LogoutTokens } from './logout-token.js';
import { routes, showError, showNotFound } from './routes.js';
import type { Services } from './routes.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';

const styles: Readonly<Record<string, string>> = {
  '/tokens.css': readFileSync(fileURLToPath(import.meta.resolve('@postern/ui/tokens.css')), 'utf8'),
  '/style.css': readFileSync(new URL('../public/style.css', import.meta.url), 'utf8'),
};

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
};

const servicesFor = (config: DemoConfig): Services => {
  const signIn = new SignIn(config);
  const logoutTokens = once(async () => {
    const { issuer, jwks_uri } = (await signIn.configuration()).serverMetadata();
    return new LogoutTokens(
      issuer,
      config.clientId,
      createRemoteJWKSet(new URL(jwks_uri ?? ''), { cooldownDuration: 1000 }),
    );
  });
  return { origin: config.origin, signIn, sessions: new Sessions(), logoutTokens, now: Date.now };
};

/** The demo as a plain HTTP server; TLS is the reverse proxy's. */
export const createDemoServer = (config: DemoConfig): Server => {
  const services = servicesFor(config);
  // Signing out posts to us and is redirected to the issuer, which Chromium counts as a form action too.
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    `form-action 'self' ${config.issuer.origin}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
  return createServer((request, response) => {
    response.setHeader('content-security-policy', policy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    const target = request.url ?? '/';
    const pathname =
      target.startsWith('/') && URL.canParse(config.origin + target) ? new URL(config.origin + target).pathname : '';
    const style = styles[pathname];
    const route = routes[`${request.method === 'HEAD' ? 'GET' : request.method} ${pathname}`];
    if (style !== undefined)
      return void response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(style);
    if (!route) return showNotFound(response);
    route(services, request, response).catch((error: unknown) => {
      process.stderr.write(`${pathname}: ${error instanceof Error ? error.message : 'failed'}\n`);
      showError(response, error);
    });
  });
};
