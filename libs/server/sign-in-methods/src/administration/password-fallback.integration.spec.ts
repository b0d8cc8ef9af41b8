import type { TestApi } from '@postern/management/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMethod, startMethodsApi } from '../../testing/index.js';

describe('built-in password', () => {
  let api: TestApi;
  let other: TestApi;
  let password: string;
  beforeEach(async () => {
    api = await startMethodsApi();
    other = await startMethodsApi(api.databaseUrl);
    password = (await api.sql<{ id: string }>('select id from sign_in_method where built_in'))[0]!.id;
  });
  afterEach(async () => {
    await other?.stop();
    await api?.stop();
  });
  const path = (id: string) => `/api/v2/sign-in-methods/${id}`;
  const switchTo = (enabled: boolean, id: string, server = api) =>
    server.call('PATCH', path(id), { body: { enabled } });
  const enabled = async () =>
    (await api.sql<{ name: string | null }>('select name from sign_in_method where enabled order by name')).map(
      ({ name }) => name,
    );

  it('cannot be deleted', async () => {
    expect(await api.call('DELETE', path(password))).toMatchObject({
      status: 409,
      body: { code: 'sign_in_method.built_in' },
    });
  });

  it('stays on while it is the only method that is on', async () => {
    expect((await switchTo(false, password)).body.enabled).toBe(true);
  });

  it('can be switched off beside another method, and is on again when that one is switched off or deleted', async () => {
    for (const leave of [(id: string) => switchTo(false, id), (id: string) => api.call('DELETE', path(id))]) {
      const { id } = await createMethod(api, { enabled: true });
      expect((await switchTo(false, password)).body.enabled).toBe(false);

      await leave(id);

      expect(await enabled()).toEqual([null]);
    }
    expect(
      await api.sql(`select 1 from audit_event where details ->> 'because' = 'every other method is off'`),
    ).toHaveLength(2);
  });

  it('is on again after the last methods were switched off at once by two server processes', async () => {
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C', 'D']) ids.push((await createMethod(api, { name, enabled: true })).id);
    for (let round = 0; round < 5; round += 1) {
      for (const id of ids) await switchTo(true, id);
      await switchTo(false, password);
      expect(await enabled()).toEqual(['A', 'B', 'C', 'D']);

      const answers = await Promise.all(ids.map((id, index) => switchTo(false, id, index % 2 === 0 ? api : other)));

      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(await enabled()).toEqual([null]);
    }
  });
});
