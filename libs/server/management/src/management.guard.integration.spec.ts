import { Controller, Get, Patch } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestApi } from '../testing/index.js';
import { type Bearer, CurrentAccountId, CurrentBearer, RequireOneScope, RequireScope } from './index.js';

@Controller('api/v2/things')
@RequireScope('read:users')
class ThingsController {
  @Get()
  list(@CurrentBearer() { accountId, clientId }: Bearer): object {
    return { accountId, clientId };
  }

  @Patch()
  @RequireScope('update:users', 'update:clients')
  change(): object {
    return {};
  }

  @Get('either')
  @RequireOneScope('create:client_credentials', 'update:client_credentials')
  either(): object {
    return {};
  }

  @Get('mine')
  @RequireScope('read:me')
  mine(@CurrentAccountId() accountId: string): object {
    return { accountId };
  }
}

describe('management guard', () => {
  let api: TestApi;
  beforeAll(async () => {
    const imports = [{ module: class ThingsModule {}, controllers: [ThingsController] }];
    api = await TestApi.start({ imports });
  });
  afterAll(() => api?.stop());
  const person = (role: Bearer['role'], ...scopes: string[]) =>
    api.tokens.issue({ accountId: 'a', role, ...(scopes.length > 0 && { scopes }) });

  it('asks for a token without naming an error when none was sent', async () => {
    const answer = await api.call('GET', '/api/v2/things', { token: null });

    expect(answer).toMatchObject({ status: 401, body: { code: 'token.missing' } });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="postern"');
  });

  it.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'Bearer a,b', `Bearer ${'x'.repeat(5000)}`, 'Bearer unknown'])(
    'refuses %.40s as an invalid token',
    async (authorization) => {
      const answer = await api.call('GET', '/api/v2/things', { token: null, headers: { authorization } });

      expect(answer).toMatchObject({ status: 401, body: { code: 'token.invalid' } });
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="postern", error="invalid_token"');
    },
  );

  it('accepts one of several scopes, and requires the role for that one', async () => {
    const either = async (token: string) => api.call('GET', '/api/v2/things/either', { token });

    for (const scope of ['create:client_credentials', 'update:client_credentials']) {
      expect((await either(api.tokens.issue({ scopes: [scope] }))).status).toBe(200);
      expect((await either(person('manager', scope))).body.code).toBe('token.insufficient_role');
    }
    const refused = await either(api.tokens.issue({ scopes: ['read:users'] }));
    expect(refused).toMatchObject({ status: 403, body: { code: 'token.insufficient_scope' } });
    expect(refused.headers['www-authenticate']).toContain('scope="create:client_credentials"');
  });

  it('takes the scheme in any case', async () => {
    const authorization = `bEARER ${api.tokens.issue()}`;

    expect((await api.call('GET', '/api/v2/things', { token: null, headers: { authorization } })).status).toBe(200);
  });

  it('names the scopes that a token lacks', async () => {
    const token = api.tokens.issue({ scopes: ['update:users'] });

    const answer = await api.call('PATCH', '/api/v2/things', { token });

    expect(answer).toMatchObject({ status: 403, body: { code: 'token.insufficient_scope' } });
    expect(answer.headers['www-authenticate']).toBe(
      'Bearer realm="postern", error="insufficient_scope", scope="update:users update:clients"',
    );
  });

  it('lets scopes of a handler replace those of its controller', async () => {
    expect((await api.call('GET', '/api/v2/things/mine', { token: person('member', 'read:me') })).status).toBe(200);
  });

  it("asks an application's own token for the scope only", async () => {
    const token = api.tokens.issue({ clientId: 'robot', scopes: ['read:users'] });

    expect((await api.call('GET', '/api/v2/things', { token })).body).toEqual({ accountId: null, clientId: 'robot' });
  });

  it.each([
    ['owner', 200, 200],
    ['administrator', 200, 200],
    ['manager', 200, 403],
    ['member', 403, 403],
  ] as const)("answers an %s's token %d to reading and %d to writing", async (role, reading, writing) => {
    const answers = [
      await api.call('GET', '/api/v2/things', { token: person(role) }),
      await api.call('PATCH', '/api/v2/things', { token: person(role) }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([reading, writing]);
    for (const { status, body } of answers) if (status === 403) expect(body.code).toBe('token.insufficient_role');
  });

  it('administers for people at the panel only', async () => {
    const token = api.tokens.issue({ accountId: 'somebody', role: 'owner', clientId: 'other-application' });

    const answer = await api.call('GET', '/api/v2/things', { token });

    expect(answer).toMatchObject({ status: 403, body: { code: 'token.insufficient_scope' } });
    expect((await api.call('GET', '/api/v2/things/mine', { token })).status).toBe(200);
  });

  it("refuses an application's own token where a profile is meant", async () => {
    const answer = await api.call('GET', '/api/v2/things/mine');

    expect(answer).toMatchObject({ status: 403, body: { code: 'token.insufficient_scope' } });
  });
});
