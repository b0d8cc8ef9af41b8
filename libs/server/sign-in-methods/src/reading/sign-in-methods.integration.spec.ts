import { panelClientId } from '@postern/contracts';
import { ChangeFeed } from '@postern/database';
import { fewestStatements } from '@postern/database/testing';
import type { TestApi } from '@postern/management/testing';
import { SignInMethodDirectory } from '@postern/provider-kit';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CardParams, createMethod, startMethodsApi } from '../../testing/index.js';
import { SignInMethods } from '../index.js';

describe('sign-in methods in memory', () => {
  let api: TestApi;
  let other: TestApi;
  let methods: SignInMethods;
  beforeAll(async () => {
    api = await startMethodsApi();
    other = await startMethodsApi(api.databaseUrl);
    methods = api.get(SignInMethods);
  });
  afterAll(async () => {
    await other?.stop();
    await api?.stop();
  });
  afterEach(() => vi.restoreAllMocks());
  const patch = (server: TestApi, id: string, body: object) =>
    server.call('PATCH', `/api/v2/sign-in-methods/${id}`, { body });

  it('are what providers ask as SignInMethodDirectory', () => {
    expect(api.get(SignInMethodDirectory)).toBe(methods);
  });

  it('are returned without SQL once they were read, and read once for simultaneous callers', async () => {
    const readOften = async () => {
      await Promise.all(Array.from({ length: 20 }, () => methods.used()));
      await methods.find('x');
      await methods.offeredAt(panelClientId);
    };

    expect(await fewestStatements(readOften, () => api.announce('sign_in_method'))).toBe(1);
  });

  it('are known to another server process a moment after they changed', async () => {
    const { id } = await createMethod(api, { name: 'Seen elsewhere' });
    const elsewhere = other.get(SignInMethods);

    await vi.waitFor(async () => expect(await elsewhere.find(id)).toMatchObject({ enabled: false }), {
      timeout: 12_000,
    });
    await patch(api, id, { enabled: true });
    await vi.waitFor(
      async () =>
        expect((await elsewhere.offeredAt(panelClientId)).map(({ name }) => name)).toContain('Seen elsewhere'),
      { timeout: 12_000 },
    );
    await api.call('DELETE', `/api/v2/sign-in-methods/${id}`);
    await vi.waitFor(async () => expect(await elsewhere.find(id)).toBeUndefined(), { timeout: 12_000 });
  });

  it('notify listeners of changes made here and elsewhere', async () => {
    const listener = vi.fn();
    methods.onChange(listener);

    const { id } = await createMethod(api);
    expect(listener).toHaveBeenCalled();
    await vi.waitFor(() => expect(listener.mock.calls.length).toBeGreaterThanOrEqual(2), { timeout: 12_000 });
    listener.mockClear();
    await patch(other, id, { name: 'Elsewhere' });
    await vi.waitFor(() => expect(listener).toHaveBeenCalled(), { timeout: 12_000 });
  });

  it('keep the params object, an instance of the provider’s class, of methods that did not change', async () => {
    const { id } = await createMethod(api);
    const before = await methods.get(id);
    const version = await methods.version();

    await createMethod(api, { name: 'Another' });
    const after = await methods.get(id);

    expect(before.params).toBeInstanceOf(CardParams);
    expect(after.params).toBe(before.params);
    expect(await methods.version()).toBeGreaterThan(version);
    await patch(api, id, { params: { identifyBy: 'public-key' } });
    expect((await methods.get(id)).params).toMatchObject({ identifyBy: 'public-key', trustAnchors: ['anchor'] });
  });

  it('are not cached when they changed while they were read', async () => {
    const { id } = await createMethod(api, { name: 'Old' });
    api.announce('sign_in_method');
    const reading = methods.get(id);
    await api.sql(`update sign_in_method set name = 'New' where id = $1`, [id]);
    api.announce('sign_in_method');
    await reading;

    expect((await methods.get(id)).name).toBe('New');
  });

  it('are read again after a moment while changes of other processes cannot arrive', async () => {
    const { id } = await createMethod(api, { name: 'Heard' });
    await methods.get(id);
    await vi.waitFor(() => expect(api.get(ChangeFeed).connected).toBe(true), { timeout: 12_000 });
    vi.spyOn(ChangeFeed.prototype, 'connected', 'get').mockReturnValue(false);
    vi.spyOn(ChangeFeed.prototype, 'announce').mockReturnValue();
    await api.sql(`update sign_in_method set name = 'Unheard' where id = $1`, [id]);

    await vi.waitFor(async () => expect((await methods.get(id)).name).toBe('Unheard'), { timeout: 12_000 });
  });

  it('offer main methods before others, and people only what is public and enabled', async () => {
    const name = (group: string, text: string) => `${group} ${text}`;
    for (const group of ['other', 'main'] as const) {
      await createMethod(api, { name: name(group, 'public'), group, enabled: true, public: true, publicity: 'public' });
      await createMethod(api, { name: name(group, 'hidden'), group, enabled: true, public: false });
      await createMethod(api, { name: name(group, 'off'), group, public: true });
    }

    const shown = (await methods.offeredAt(panelClientId)).filter((method) =>
      /^(main|other) /.test(method.name ?? 'main built-in'),
    );
    expect(shown.map((method) => method.name)).toEqual([
      ...['main public', 'main hidden', null, 'other public', 'other hidden'],
    ]);
    expect(await methods.linkable(new Set())).toMatchObject([
      {
        name: 'main public',
        type: 'card',
        icon: 'data:image/svg+xml,%3Csvg%2F%3E',
        logoUrl: null,
        defaultPublicity: 'public',
      },
      { name: 'other public' },
    ]);
  });

  it('leave out methods whose provider this server does not have', async () => {
    const [row] = await api.sql<{ id: string }>(
      `insert into sign_in_method (type, name, enabled) values ('future', 'Future', true) returning id`,
    );
    api.announce('sign_in_method');

    expect((await methods.offeredAt(panelClientId)).map(({ name }) => name)).not.toContain('Future');
    expect((await api.call('GET', `/api/v2/sign-in-methods/${row!.id}`)).body.problem).toBe('provider.unknown_type');
    await api.sql('delete from sign_in_method where id = $1', [row!.id]);
  });
});
