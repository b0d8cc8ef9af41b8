import { randomUUID } from 'node:crypto';
import { Appearances as PageAppearances } from '@postern/appearance';
import { ClientSeeder } from '@postern/clients';
import { panelClientId } from '@postern/contracts';
import { fewestStatements } from '@postern/database/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Appearances, pictureOf } from '../../testing/appearances.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';

const red = pictureOf(200, 0, 0);
const blue = pictureOf(0, 0, 200);
const green = pictureOf(0, 200, 0);

let server: TestServer;
let app: Appearances;
beforeAll(async () => {
  server = await TestServer.start();
  app = await Appearances.with(server, { name: 'Payroll' });
});
afterAll(() => server?.stop());
beforeEach(() => app.forgetAll());

const pictures = async (): Promise<number> =>
  Number((await server.sql<{ count: string }>('select count(*) from picture'))[0]!.count);
const lastEvent = async () =>
  (
    await server.sql<{ type: string; client_id: string | null; details: object }>(
      `select type, client_id, details from audit_event where type = 'appearance.updated' order by id desc limit 1`,
    )
  )[0]!;
const events = async (): Promise<number> =>
  Number(
    (await server.sql<{ count: string }>(`select count(*) from audit_event where type = 'appearance.updated'`))[0]!
      .count,
  );

describe('appearance of the sign-in page', () => {
  it('is Postern’s own until somebody sets something', async () => {
    expect(await app.page()).toEqual({
      ...{ title: null, logo: null, cover: null, showLogo: true, showFooter: true, showMethodLogos: true },
      ...{ accent: null, corner: null, cardText: null, belowText: null, helpContact: null, languages: null },
    });
    expect((await app.record()).sources).toMatchObject({ title: 'default', logo: 'default' });
  });

  it('is inherited from the system, field by field, until the application sets a field and takes it back', async () => {
    await app.system({
      title: 'Welcome to {application}',
      corner: 3,
      accent: { color: '#1F6FEB' },
      helpContact: 'mailto:it@example.org',
    });

    expect(await app.page()).toMatchObject({
      title: 'Welcome to Payroll',
      corner: 3,
      accent: { color: '#1f6feb', text: null },
    });
    await app.application({ corner: 24, showFooter: false });
    expect(await app.page()).toMatchObject({
      title: 'Welcome to Payroll',
      corner: 24,
      showFooter: false,
      helpContact: 'mailto:it@example.org',
    });
    expect(await app.record()).toMatchObject({
      own: { corner: 24, showFooter: false, title: null },
      inherited: { corner: 3, showFooter: true, title: 'Welcome to {application}' },
      sources: { corner: 'system', showFooter: 'default', title: 'system' },
    });
    await app.application({ corner: null });
    expect(await app.page()).toMatchObject({ corner: 3, showFooter: false });
  });

  it('replaces placeholders once, whatever an application is called', async () => {
    const odd = await Appearances.with(server, { name: '{application} {organization}' });
    await odd.application({ title: '{application}: {application}' });

    expect((await odd.page()).title).toBe('{application} {organization}: {application} {organization}');
  });

  it('starts with what an application registered, except for logos of other hosts', async () => {
    const registered = { accent_color: '#AA0000', logo_uri: `${publicOrigin}/sign-in/postern.svg` };
    const own = await Appearances.with(server, registered);
    const foreign = await Appearances.with(server, { logo_uri: 'https://cdn.example.org/logo.png' });
    const disguised = await Appearances.with(server, { logo_uri: `${publicOrigin}//cdn.example.org/logo.png` });

    expect(await own.page()).toMatchObject({ accent: { color: '#AA0000' }, logo: { light: '/sign-in/postern.svg' } });
    expect((await own.record()).sources).toMatchObject({ accent: 'application', logo: 'application' });
    expect((await foreign.page()).logo).toBeNull();
    expect((await disguised.page()).logo).toBeNull();
    await app.system({ logo: { light: red } });
    expect((await foreign.page()).logo?.light).toMatch(/^\/api\/pictures\//);
    await own.application({ logo: { light: blue, dark: green } });
    expect((await own.page()).logo?.dark).toMatch(/^\/api\/pictures\//);
  });

  it('formats texts as data, never as HTML', async () => {
    await app.application({
      cardText: { en: 'Use your *card*.\n\n- [Help](https://help.example.org)\n- <b>x</b>', de: 'Karte' },
    });

    expect((await app.page()).cardText).toEqual({
      en: [
        {
          kind: 'paragraph',
          children: [
            { kind: 'text', text: 'Use your ' },
            { kind: 'emphasis', children: [{ kind: 'text', text: 'card' }] },
            { kind: 'text', text: '.' },
          ],
        },
        {
          kind: 'list',
          ordered: false,
          items: [
            [
              {
                kind: 'paragraph',
                children: [
                  { kind: 'link', url: 'https://help.example.org', children: [{ kind: 'text', text: 'Help' }] },
                ],
              },
            ],
            [{ kind: 'paragraph', children: [{ kind: 'text', text: '<b>x</b>' }] }],
          ],
        },
      ],
      de: [{ kind: 'paragraph', children: [{ kind: 'text', text: 'Karte' }] }],
    });
  });

  it('costs no statement at a sign-in once it is in memory, and two after a change', async () => {
    const kept = server.get(PageAppearances);
    const registered = { logo: null, accent: null };
    const ask = () => Promise.all(['a', 'b', 'c'].map((clientId) => kept.of({ clientId, name: 'A', registered })));

    expect(await fewestStatements(ask, ask)).toBe(0);
    expect(await fewestStatements(ask, () => server.announce('appearance'))).toBe(2);
  });

  it('can be changed for the panel, which is built in', async () => {
    await server.get(ClientSeeder).ensurePanelClient(publicOrigin);

    const answer = await server.manage('PATCH', `clients/${panelClientId}/appearance`, { title: 'Administration' });

    expect(answer).toMatchObject({ status: 200, body: { own: { title: 'Administration' } } });
  });

  it('of an organization stands between the system and its applications', async () => {
    const slug = `works-${randomUUID().slice(0, 8)}`;
    const { id } = (await server.manage('POST', 'organizations', { name: 'The Works', slug })).body as { id: string };
    const own = await Appearances.with(server, { name: 'Lathe' });
    const ofOrganization = (input: object) => server.manage('PATCH', `organizations/${id}/appearance`, input);
    await app.system({ title: '{application}', corner: 1, helpContact: 'mailto:it@example.org' });
    await ofOrganization({ title: '{organization}: {application}', corner: 2, coverMode: 'off' });
    await own.application({ corner: 3 });
    expect(await own.page()).toMatchObject({ title: 'Lathe', corner: 3 });
    await server.sql('update client set organization_id = $2 where client_id = $1', [own.party.clientId, id]);
    server.announce('client');

    expect(await own.page()).toMatchObject({
      title: 'The Works: Lathe',
      corner: 3,
      helpContact: 'mailto:it@example.org',
    });
    expect(await own.record()).toMatchObject({
      inherited: { corner: 2 },
      sources: { title: 'organization', corner: 'organization', helpContact: 'system' },
    });
    await server.manage('PATCH', `organizations/${id}`, { contact: 'help@works.example' });
    expect(await own.page()).toMatchObject({ helpContact: 'mailto:help@works.example' });
    expect((await own.record()).sources).toMatchObject({ helpContact: 'organization' });
    await ofOrganization({ helpContact: 'https://help.works.example/' });
    expect(await own.page()).toMatchObject({ helpContact: 'https://help.works.example/' });
    await own.application({ helpContact: 'mailto:lathe@works.example' });
    expect(await own.page()).toMatchObject({ helpContact: 'mailto:lathe@works.example' });
    expect((await app.page()).title).toBe('Payroll');
    expect((await lastEvent()).details).toMatchObject({ owner: 'application' });
    expect((await server.manage('GET', `organizations/${id}/appearance`)).body).toMatchObject({
      own: { coverMode: 'off' },
      sources: { title: 'system' },
    });
    expect((await server.manage('GET', `organizations/${randomUUID()}/appearance`)).body.code).toBe(
      'organization.not_found',
    );
  });

  it('goes with its application, and its pictures stay for nobody', async () => {
    const other = await Appearances.with(server);
    await other.application({ logo: { light: red }, title: 'Short-lived' });
    await server.manage('DELETE', `clients/${other.party.clientId}`);

    expect(await server.sql(`select from appearance where title = 'Short-lived'`)).toEqual([]);
    await app.system({ corner: 1 });
    expect(await pictures()).toBe(0);
  });
});

describe('a change of the appearance', () => {
  it.each([
    [{ accent: { color: '#ffffff', text: '#eeeeee' } }, 'accent.text', 'appearance.low_contrast', /1\.16:1/],
    [{ accent: { color: '#777777', text: '#ffffff' } }, 'accent.text', 'appearance.low_contrast', /4\.47:1/],
    [{ accent: { color: 'red' } }, 'accent.color', 'request.invalid', /#rrggbb/],
    [{ corner: 25 }, 'corner', 'request.invalid', /24/],
    [{ corner: -1 }, 'corner', 'request.invalid', /0/],
    [{ corner: 1.5 }, 'corner', 'request.invalid', /integer/],
    [{ title: 'x'.repeat(81) }, 'title', 'request.invalid', /80/],
    [{ title: '{user}' }, 'title', 'request.invalid', /braces/],
    [{ title: 'a\u202eb' }, 'title', 'request.invalid', /control/],
    [{ title: '' }, 'title', 'request.invalid', /1 to 80/],
    [{ languages: [] }, 'languages', 'request.invalid', /empty/],
    [{ languages: ['en', 'en'] }, 'languages', 'request.invalid', /unique/],
    [{ languages: ['xx'] }, 'languages', 'request.invalid', /following/],
    [{ helpContact: 'javascript:alert(1)' }, 'helpContact', 'request.invalid', /https/],
    [{ helpContact: 'https:evil' }, 'helpContact', 'request.invalid', /https/],
    [{ cardText: { en: 'x'.repeat(2001) } }, 'cardText.en', 'request.invalid', /2000/],
    [{ cardText: { en: '[x](javascript:alert(1))' } }, 'cardText.en', 'request.invalid', /https/],
    [{ belowText: { ru: '- '.repeat(99) + 'x' } }, 'belowText.ru', 'request.invalid', /deep/],
    [{ cardText: { xx: 'x' } }, 'cardText.xx', 'request.invalid', /./],
    [{ coverMode: 'sometimes' }, 'coverMode', 'request.invalid', /following/],
    [{ cover: { light: red, focus: { x: 101, y: 0 } } }, 'cover.focus.x', 'request.invalid', /100/],
    [{ css: 'body{}' }, 'css', 'request.invalid', /./],
  ])('is refused: %j', async (input, path, code, message) => {
    const answer = await app.system(input);

    expect(answer).toMatchObject({
      status: 422,
      body: { code, errors: [{ path, message: expect.stringMatching(message) }] },
    });
    expect(await server.sql('select from appearance')).toEqual([]);
  });

  it('gives applications no way to hand a cover down', async () => {
    expect((await app.application({ coverMode: 'always' })).body).toMatchObject({
      code: 'request.invalid',
      errors: [{ path: 'coverMode' }],
    });
  });

  it('is judged together with what is stored already', async () => {
    await app.system({ accent: { color: '#000000', text: '#ffffff' } });

    expect((await app.system({ accent: { color: '#ffff00', text: '#ffffff' } })).body.code).toBe(
      'appearance.low_contrast',
    );
    expect((await app.page()).accent).toEqual({ color: '#000000', text: '#ffffff' });
  });

  it('is recorded with what was before, and not when nothing changed', async () => {
    await app.system({ title: 'One', corner: 2 });
    await app.system({ title: 'Two', corner: 2 });
    const count = await events();

    expect((await lastEvent()).details).toMatchObject({
      owner: 'system',
      changed: ['title'],
      title: 'Two',
      before: { title: 'One' },
    });
    await app.system({ title: 'Two', cardText: {} });
    expect(await events()).toBe(count);
    await app.application({ title: 'Own' });
    expect(await lastEvent()).toMatchObject({
      client_id: app.party.clientId,
      details: { owner: 'application', name: 'Payroll' },
    });
  });

  it('of an application that does not exist is refused', async () => {
    const answer = await server.manage('PATCH', 'clients/nobody/appearance', { title: 'x' });

    expect(answer).toMatchObject({ status: 404, body: { code: 'client.not_found' } });
    expect((await server.manage('GET', 'clients/nobody/appearance')).body.code).toBe('client.not_found');
  });
});
