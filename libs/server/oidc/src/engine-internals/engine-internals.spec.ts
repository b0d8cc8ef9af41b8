import { readdirSync, readFileSync } from 'node:fs';
import { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import * as grants from 'oidc-provider/lib/helpers/grants.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { keyStorePrototypeOf } from './assertions.js';
import { signedCookie } from './cookies.js';
import { type EngineInternals, internalsOf } from './engine-internals.js';
import { engineSentences } from './sentences.js';

const folder = dirname(createRequire(import.meta.url).resolve('oidc-provider'));
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

let provider: Provider;
let engine: EngineInternals;
beforeAll(async () => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  provider = new Provider('https://id.example', {
    cookies: { keys: ['only for this test'] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
  });
  engine = internalsOf(provider);
});

/** Each of these is replaced, wrapped or called by a patch: without it, the patch would silently have no effect. */
describe('the pinned engine', () => {
  it.each(Object.entries(engineSentences))('still says it the same way: %s', (_name, sentence) => {
    expect(source).toContain(sentence);
  });

  it('still finds applications by Client.find and compares secrets by a method of the client', () => {
    expect(engine.Client.find).toBeTypeOf('function');
    expect(engine.Client.prototype.compareClientSecret).toBeTypeOf('function');
    expect(source).toContain('.compareClientSecret(');
    expect(source).toContain('.Client.find(');
  });

  it('still checks the metadata of an application when it makes a client', () => {
    expect(
      () => new engine.Client({ client_id: 'a', token_endpoint_auth_method: 'none', response_types: [3] }),
    ).toThrow();
  });

  it('still asks its context for the audiences of assertions, its key store for keys, and ReplayDetection for their use', () => {
    expect(engine.OIDCContext.prototype.clientJwtAuthExpectedAudience).toBeTypeOf('function');
    expect(source).toContain('.clientJwtAuthExpectedAudience(');
    expect(keyStorePrototypeOf(provider)).toHaveProperty('selectForVerify', expect.any(Function));
    expect(source).toContain('.selectForVerify(');
    expect(engine.ReplayDetection.unique).toBeTypeOf('function');
    expect(source).toContain('ReplayDetection.unique(');
  });

  it('still stores the properties of access tokens that IN_PAYLOAD names, by what getValueAndPayload answers', () => {
    expect(engine.AccessToken.IN_PAYLOAD).toContain('grantId');
    expect(engine.AccessToken.prototype.getValueAndPayload).toBeTypeOf('function');
    expect(engine.AccessToken.find).toBeTypeOf('function');
    expect(source).toContain('.getValueAndPayload(');
    expect(source).toContain('.IN_PAYLOAD');
  });

  it('still stores the properties of sessions that IN_PAYLOAD names, and lets them take in a sign-in by loginAccount', () => {
    expect(engine.Session.IN_PAYLOAD).toContain('loginTs');
    expect(engine.Session.prototype.loginAccount).toBeTypeOf('function');
    expect(source).toContain('session.loginAccount(');
    expect(source).toContain("entity('AuthorizationCode', code)");
  });

  it('still names every model in its context by entity, and assigns what was posted to its body', () => {
    expect(engine.OIDCContext.prototype.entity).toBeTypeOf('function');
    expect(source).toContain("ctx.oidc.entity('ClientCredentials'");
    expect(source).toMatch(/ctx\.oidc\.body = /);
    expect(Object.getOwnPropertyDescriptor(engine.OIDCContext.prototype, 'body')).toBeUndefined();
  });

  it('still reads the claims that a request asks for from a property of its context', () => {
    expect(Object.getOwnPropertyDescriptor(engine.OIDCContext.prototype, 'requestParamClaims')?.get).toBeDefined();
    expect(source).toContain('of oidc.requestParamClaims');
  });

  it('still masks the claims of ID tokens and of userinfo by Claims.result, of what is available', () => {
    expect(engine.Claims.prototype.result).toBeTypeOf('function');
    expect(source).toContain('this.available = available;');
    expect(source.match(/new (ctx\.oidc\.)?provider\.Claims\(/g)).toHaveLength(2);
  });

  it('still checks an ID token by IdToken.validate', () => {
    expect(engine.IdToken.validate).toBeTypeOf('function');
    expect(source).toContain('IdToken.validate(');
  });

  it('still believes a cookie that its keys signed', () => {
    const keys = { sign: (pair: string) => `of ${pair}`.length.toString(), index: () => 0 };
    const jar = new Provider('https://id.test', { cookies: { keys: keys as never } });
    const request = Object.assign(new IncomingMessage(new Socket()), {
      url: '/',
      headers: { cookie: signedCookie(keys, 'name', 'value') },
    });

    expect(request.headers.cookie).toBe('name=value; name.sig=13');
    const { cookies } = jar.createContext(request, new ServerResponse(request));
    expect(cookies.get('name', { signed: true })).toBe('value');
  });

  it('still tells which request it works on', () => {
    expect(Provider).toHaveProperty('ctx');
  });

  it('still has the steps of its grants as functions', () => {
    const { buildTokenResponse, checkMtlsCert, findAccount, resolveRequestedResources } = grants;

    for (const step of [buildTokenResponse, checkMtlsCert, findAccount, resolveRequestedResources]) {
      expect(step).toBeTypeOf('function');
    }
  });

  it('still keeps of an interaction what a new start takes away', () => {
    expect(source).toMatch(/'lastSubmission'/);
    expect(source).toMatch(/'result'/);
  });
});
