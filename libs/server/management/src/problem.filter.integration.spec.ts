import { Body, Controller, Get, HttpException, Post, Query } from '@nestjs/common';
import { ConflictError, NotFoundError, TooManyRequestsError } from '@postern/errors';
import { Public } from '@postern/requests';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestApi } from '../testing/index.js';
import { OptionalField, PageQuery, SearchQuery, Text, pageOf } from './index.js';

class Part {
  @Text({ max: 5 })
  readonly label!: string;
}

class Thing {
  @Text({ max: 10 })
  readonly name!: string;

  @OptionalField()
  @Text({ max: 50, trim: false })
  readonly exact?: string;

  @OptionalField()
  @ValidateNested({ each: true })
  @Type(() => Part)
  readonly parts?: readonly Part[];
}

const failures: Readonly<Record<string, () => unknown>> = {
  conflict: () =>
    new ConflictError('sign_in_method.built_in', 'secret reason', [{ path: 'params.a', message: 'a is bad' }]),
  missing: () => new NotFoundError('account.not_found', 'secret reason'),
  detailed: () => new ConflictError('credential.in_use', 'secret reason', undefined, 'It serves tls_client_auth.'),
  throttled: () => new TooManyRequestsError(12.2),
  'throttled-by-nest': () => new HttpException('Too many', 429),
  refused: () => Object.assign(new Error('secret reason'), { code: 'ECONNREFUSED' }),
  'shutting-down': () => Object.assign(new Error('secret reason'), { code: '57P01' }),
  unknown: () => new TypeError('secret reason'),
  'no-error': () => 'secret reason',
};

@Public('a test')
@Controller('things')
class ThingsController {
  @Get('fail')
  fail(@Query('how') how: string): never {
    throw failures[how]?.();
  }

  @Post()
  make(@Body() thing: Thing): Thing {
    return thing;
  }

  @Get('page')
  page(@Query() query: PageQuery): object {
    return pageOf([], 0, query);
  }

  @Get('search')
  search(@Query() query: SearchQuery): object {
    return { ...query };
  }
}

describe('problem responses', () => {
  let api: TestApi;
  beforeAll(async () => {
    const problems = {
      'sign_in_method.built_in': { title: 'It is in use.', detail: 'Make a second one.' },
      'credential.in_use': { title: 'The credential is in use.', detail: 'Take it out of use.' },
    };
    const imports = [{ module: class ThingsModule {}, controllers: [ThingsController] }];
    api = await TestApi.start({ imports, problems });
  });
  afterAll(() => api?.stop());
  const fail = (how: string) => api.call('GET', `/things/fail?how=${how}`, { token: null });
  const make = (body: unknown) => api.call('POST', '/things', { token: null, body });

  it('are RFC 9457 problems with a code, what happened and what to do', async () => {
    const answer = await fail('conflict');

    expect(answer.status).toBe(409);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toEqual({
      type: 'urn:postern:error:sign_in_method.built_in',
      status: 409,
      code: 'sign_in_method.built_in',
      title: 'It is in use.',
      detail: 'Make a second one.',
      errors: [{ path: 'params.a', message: 'a is bad' }],
      instance: expect.stringMatching(/./),
    });
  });

  it('give the next step of this case instead of the general one', async () => {
    expect((await fail('detailed')).body).toMatchObject({
      ...{ title: 'The credential is in use.', detail: 'It serves tls_client_auth.' },
    });
  });

  it.each(Object.keys(failures))('never tell the reason (%s)', async (how) => {
    expect((await fail(how)).text).not.toContain('secret');
  });

  it.each([
    ['missing', 404, 'account.not_found', undefined],
    ['throttled', 429, 'request.too_many', '13'],
    ['throttled-by-nest', 429, 'request.too_many', '60'],
    ['refused', 503, 'server.unavailable', '2'],
    ['shutting-down', 503, 'server.unavailable', '2'],
    ['unknown', 500, 'server.error', undefined],
    ['no-error', 500, 'server.error', undefined],
  ])('answer %s with %d %s', async (how, status, code, retryAfter) => {
    const answer = await fail(how);

    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.headers['retry-after']).toBe(retryAfter);
  });

  it('answer unknown addresses', async () => {
    expect(await api.call('GET', '/nowhere')).toMatchObject({ status: 404, body: { code: 'request.not_found' } });
  });

  const json = { 'content-type': 'application/json' };
  it.each<[string, string, object, number, string]>([
    ['broken JSON', '{"name":', json, 400, 'request.malformed'],
    ['a number that JSON has not', '{"name":NaN}', json, 400, 'request.malformed'],
    ['a way to a prototype', '{"name":"x","__proto__":{"a":1}}', json, 400, 'request.malformed'],
    ['another way to it', '{"name":"x","constructor":{"prototype":{}}}', json, 400, 'request.malformed'],
    ['more than two megabytes', JSON.stringify({ name: 'x'.repeat(3_000_000) }), json, 413, 'request.too_large'],
    ['XML', '<name/>', { 'content-type': 'application/xml' }, 415, 'request.media_type'],
    [
      '100,000 objects within each other',
      `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
      json,
      422,
      'request.invalid',
    ],
    ['100,000 lists within each other', '['.repeat(100_000) + ']'.repeat(100_000), json, 422, 'request.invalid'],
    ['a list within a list', '{"name":"x","parts":[[]]}', json, 422, 'request.invalid'],
    ['a name with a null byte', '{"name":"x","a\\u0000":1}', json, 422, 'request.invalid'],
    ['no body', '', json, 422, 'request.invalid'],
    ['blanks', '  ', json, 422, 'request.invalid'],
  ])('answer a body that is %s', async (_, body, headers, status, code) => {
    const answer = await api.call('POST', '/things', { token: null, body, headers: { ...headers } });

    expect(answer).toMatchObject({ status, body: { status, code, title: expect.stringMatching(/\w/) } });
  });

  it('say first what a field must be, then what it should be like', async () => {
    expect((await make({ name: ['a'] })).body.errors).toEqual([{ path: 'name', message: 'name must be a string' }]);
    expect((await make({ name: 'a', parts: 'b' })).body.errors[0].path).toBe('parts');
  });

  it('name every refused field by its path', async () => {
    const answer = await make({ name: '  ', parts: [{ label: 'ok' }, { label: 'too long' }], admin: true });

    expect(answer).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
    expect(answer.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'admin',
      'name',
      'parts.1.label',
    ]);
  });

  it.each([
    ['no text', 5],
    ['null', null],
    ['a null byte', 'a\u0000b'],
    ['a line break', 'a\nb'],
    ['a mark that turns the writing direction', 'a\u202eb'],
    ['half a character', 'a\ud800'],
    ['more than 10 characters', 'x'.repeat(11)],
  ])('refuse %s as a text', async (_, name) => {
    expect((await make({ name })).body.errors).toHaveLength(1);
  });

  it('trim texts and count their characters as people do', async () => {
    expect((await make({ name: '  Zoë 👩‍💻  ' })).body).toEqual({ name: 'Zoë 👩‍💻' });
    expect((await make({ name: '😀'.repeat(10) })).status).toBe(201);
  });

  it('refuse outer spaces where a text is not trimmed, and null where a field may only be absent', async () => {
    expect((await make({ name: 'a', exact: ' b' })).body.errors[0].path).toBe('exact');
    expect((await make({ name: 'a', exact: null })).body.errors[0].path).toBe('exact');
    expect((await make({ name: 'a', exact: 'b c' })).body).toEqual({ name: 'a', exact: 'b c' });
  });

  it('count pages from 0 and hold no more than 100 items each', async () => {
    const page = (query: string) => api.call('GET', `/things/page${query}`);

    expect((await page('')).body).toEqual({ items: [], total: 0, page: 0, pageSize: 20 });
    expect((await page('?page=3&pageSize=100')).body).toMatchObject({ page: 3, pageSize: 100 });
    for (const query of ['?page=-1', '?page=1.5', '?page=x', '?pageSize=0', '?pageSize=101', '?order=id']) {
      expect((await page(query)).status, query).toBe(422);
    }
  });

  it('take a search term literally', async () => {
    expect((await api.call('GET', '/things/search?search=%20100%25%20')).body).toMatchObject({ search: '100%' });
  });
});
