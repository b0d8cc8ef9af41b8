import { randomUUID } from 'node:crypto';
import { ClientSeeder } from '@postern/clients';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMember, callWith, createOrganization, panelToken } from '../../testing/organizations.js';
import { publicOrigin, TestServer } from '../../testing/test-server.js';
import { describeApi } from './documentation.js';

let server: TestServer;
/** Of a person who owns an organization: for them, the guard reads parameters. */
let ownerOfOrganization: string;

beforeAll(async () => {
  server = await TestServer.start();
  await server.get(ClientSeeder).ensurePanelClient(publicOrigin);
  ownerOfOrganization = await panelToken(server, await addMember(server, await createOrganization(server), 'owner'));
});
afterAll(() => server?.stop());

interface Operation {
  readonly parameters?: readonly { readonly name?: string; readonly in?: string }[];
}
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Every operation with one of its parameters, in path or query, set to `value` (encoded already); the others are ids that do not exist. */
const addresses = (value: string): readonly (readonly [string, string])[] =>
  Object.entries(describeApi(server.app).paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = (item as Partial<Record<(typeof methods)[number], Operation>>)[method];
      if (operation === undefined) return [];
      const places = path.match(/\{\w+\}/g) ?? [];
      const fill = (address: string) => address.replace(/\{\w+\}/g, () => randomUUID());
      const queries = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
      return [
        ...places.map((place) => [method, fill(path.replace(place, value))] as const),
        ...queries.map(({ name }) => [method, `${fill(path)}?${name}=${value}`] as const),
      ];
    }),
  );

const call = async (method: string, address: string) => {
  const prefix = '/api/v2/';
  if (!address.startsWith(prefix)) return [await server.send(address, { method })];
  const [path, body] = [address.slice(prefix.length), method === 'GET' || method === 'DELETE' ? undefined : {}];
  return [await server.manage(method, path, body), await callWith(server, ownerOfOrganization, method, path, body)];
};

describe('every parameter of an address', () => {
  it.each([
    ['NUL', '%00'],
    ['a quote', "a'%20or%201=1--"],
    ['half a surrogate pair', '%ED%A0%80'],
    ['a letter beyond 16 bits', '%F0%9F%98%80'],
    ['percent signs and backslashes', '%25_%5C'],
    ['a number too large', '99999999999999999999'],
    ['a thousand characters', 'x'.repeat(1000)],
    ['brackets', '%5B'.repeat(200)],
  ])('may hold %s: it is refused or finds nothing, and nothing fails in the server', async (_, value) => {
    const failed: string[] = [];
    for (const [method, address] of addresses(value)) {
      for (const { status } of await call(method.toUpperCase(), address))
        if (status >= 500) failed.push(`${status} ${method} ${address.slice(0, 120)}`);
    }
    expect(failed).toEqual([]);
  });
});
