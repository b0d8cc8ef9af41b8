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

interface Asset {
  readonly type: string;
  readonly text: string;
}

const publicFile = (name: string): string => readFileSync(new URL(`../public/${name}`, import.meta.url), 'utf8');
const style = (text: string): Asset => ({ type: 'text/css; charset=utf-8', text });
const icon: Asset = { type: 'image/svg+xml', text: publicFile('icon.svg') };

const assets: Readonly<Record<string, Asset>> = {
  '/tokens.css': style(readFileSync(fileURLToPath(import.meta.resolve('@postern/ui/tokens.css')), 'utf8')),
  '/style.css': style(publicFile('style.css')),
  '/icon.svg': icon,
  '/favicon.ico': icon,
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
    "img-src 'self'",
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
    const asset = assets[pathname];
    const route = routes[`${request.method === 'HEAD' ? 'GET' : request.method} ${pathname}`];
    if (asset !== undefined) return void response.writeHead(200, { 'content-type': asset.type }).end(asset.text);
    if (!route) return showNotFound(response);
    route(services, request, response).catch((error: unknown) => {
      process.stderr.write(`${pathname}: ${error instanceof Error ? error.message : 'failed'}\n`);
      showError(response, error);
    });
  });
};
