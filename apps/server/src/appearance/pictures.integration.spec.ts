import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Appearances, pictureOf } from '../../testing/appearances.js';
import { TestServer } from '../../testing/test-server.js';

const red = pictureOf(200, 0, 0);
const blue = pictureOf(0, 0, 200);
const green = pictureOf(0, 200, 0);

let server: TestServer;
let app: Appearances;
let password: string;
beforeAll(async () => {
  server = await TestServer.start();
  app = await Appearances.with(server);
  password = (await server.sql<{ id: string }>('select id from sign_in_method where built_in'))[0]!.id;
});
afterAll(() => server?.stop());
beforeEach(() => app.forgetAll());

const pictures = async (): Promise<number> =>
  Number((await server.sql<{ count: string }>('select count(*) from picture'))[0]!.count);
describe('covers', () => {
  const address = async (input: object, of: 'system' | 'application'): Promise<string> =>
    (await app[of](input)).body.own.cover.light as string;

  it('of the system are used where the application has none, unless they are switched off', async () => {
    const light = await address({ cover: { light: red, focus: { x: 10, y: 90 } } }, 'system');

    expect((await app.page()).cover).toEqual({ light, dark: null, focus: { x: 10, y: 90 } });
    await app.system({ coverMode: 'off' });
    expect((await app.page()).cover).toBeNull();
    await app.system({ coverMode: 'always' });
    expect((await app.page()).cover?.light).toBe(light);
  });

  it('of the system replace those of applications only in the mode always', async () => {
    const systems = await address({ cover: { light: red } }, 'system');
    const own = await address({ cover: { light: blue, dark: green } }, 'application');

    expect((await app.page()).cover?.light).toBe(own);
    await app.system({ coverMode: 'always' });
    expect((await app.page()).cover).toEqual({ light: systems, dark: null, focus: { x: 50, y: 50 } });
    expect(await app.record()).toMatchObject({ coverForced: true, sources: { cover: 'system' } });
  });
});

describe('pictures', () => {
  it('are served by their content, immutable and inert, to people without a token', async () => {
    const { body } = await app.system({ logo: { light: red, dark: blue } });

    const { status, headers } = await server.send(body.own.logo.light);

    expect(status).toBe(200);
    expect(headers).toMatchObject({
      ...{ 'content-type': 'image/webp', 'cache-control': 'public, max-age=31536000, immutable' },
      ...{ 'content-disposition': 'inline', 'x-content-type-options': 'nosniff' },
      ...{ 'content-security-policy': "default-src 'none'; sandbox", 'cross-origin-resource-policy': 'same-origin' },
    });
    const held = { 'if-none-match': String(headers['etag']) };
    expect(await server.send(body.own.logo.light, { headers: held })).toMatchObject({ status: 304, text: '' });
  });

  it('that are the same are stored once and go with the last who uses them', async () => {
    const { body } = await app.system({ logo: { light: red }, cover: { light: red } });
    await app.application({ logo: { light: red } });
    const stored = await pictures();
    await app.system({ logo: null });

    expect(stored).toBe(2);
    expect((await server.send(body.own.logo.light)).status).toBe(200);
    await app.application({ logo: null });
    expect((await server.send(body.own.logo.light)).body.code).toBe('picture.not_found');
    expect(await pictures()).toBe(1);
  });

  it.each([
    ['appearances', (logo: string) => app.system({ logo: { light: logo } })],
    ['methods', (logo: string) => server.manage('PATCH', `sign-in-methods/${password}`, { logo })],
  ])(
    'of %s that are sent too many at once are refused for now',
    async (_, send) => {
      const all = await Promise.all(Array.from({ length: 40 }, (_each, index) => send(pictureOf(index, 1, 1))));

      const refused = all.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.length).toBeLessThan(40);
      expect(refused[0]).toMatchObject({ body: { code: 'request.too_many' }, headers: { 'retry-after': '10' } });
    },
    40_000,
  );

  it('stay when their address is sent again with another focus', async () => {
    const { light } = (await app.system({ cover: { light: red } })).body.own.cover;

    const { body } = await app.system({ cover: { light, dark: null, focus: { x: 0, y: 0 } } });

    expect(body.own.cover).toEqual({ light, dark: null, focus: { x: 0, y: 0 } });
    expect((await server.send(light)).status).toBe(200);
  });

  it.each([
    [
      'a picture of another owner',
      async () => (await app.system({ logo: { light: green } })).body.own.logo.light as string,
    ],
    ['an address elsewhere', async () => 'https://evil.test/logo.png'],
    ['a path of ours', async () => '/panel/'],
    ['a script', async () => 'data:text/html;base64,PHNjcmlwdD4='],
    ['no picture', async () => `/api/pictures/${'0'.repeat(64)}`],
    [
      'a page that says it is a picture',
      async () => `data:image/png;base64,${Buffer.from('<script>alert(1)</script>').toString('base64')}`,
    ],
  ])('cannot be %s', async (_, light) => {
    const answer = await app.application({ logo: { light: await light() } });

    expect(answer).toMatchObject({ status: 422, body: { code: 'picture.refused', errors: [{ path: 'logo.light' }] } });
    expect((await app.record()).own.logo).toBeNull();
  });

  it.each(['nothing', '0'.repeat(63), '../sign-in-methods', '%00', "' or 1=1"])('are not found at %s', async (id) => {
    const answer = await server.send(`/api/pictures/${encodeURIComponent(id)}`);

    expect([400, 404]).toContain(answer.status);
  });
});

describe('changes of pictures', () => {
  it('ends well when many come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        index % 2 ? app.application({ logo: { light: red } }) : app.application({ logo: null }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    const { own } = await app.record();
    expect(await pictures()).toBe(own.logo === null ? 0 : 1);
  });
});
