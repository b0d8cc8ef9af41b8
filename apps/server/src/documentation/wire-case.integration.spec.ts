import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';
import { describeApi } from './documentation.js';

/** Auth0's management API has these objects as well: programs written for it send and read its names (ADR 0024, ADR 0030). */
const auth0Shaped = /^\/api\/v2\/(?:clients|expiring-credentials|resource-servers|client-grants)(?:\/|$)/;
const camelCase = /^[a-z][a-zA-Z0-9]*$/;

type Node = Readonly<Record<string, unknown>>;

let server: TestServer;
let document: Node;

beforeAll(async () => {
  server = await TestServer.start();
  document = describeApi(server.app) as unknown as Node;
});
afterAll(() => server?.stop());

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const resolve = (reference: string): Node =>
  reference
    .slice('#/'.length)
    .split('/')
    .reduce<Node>((node, name) => node[name] as Node, document);

/** Names of query parameters and fields of the requests and responses of an operation; each schema once. */
const namesIn = (node: unknown, seen = new Set<string>()): readonly string[] => {
  if (Array.isArray(node)) return node.flatMap((item) => namesIn(item, seen));
  if (!isNode(node)) return [];
  const { $ref, properties, example: _, examples: __, ...rest } = node;
  const own = isNode(properties) ? Object.keys(properties) : [];
  const parameter = node['in'] === 'query' ? [String(node['name'])] : [];
  const referred = typeof $ref === 'string' && !seen.has($ref) ? namesIn(resolve($ref), seen.add($ref)) : [];
  return [
    ...own,
    ...parameter,
    ...referred,
    ...namesIn(Object.values({ ...rest, ...(isNode(properties) && properties) }), seen),
  ];
};

const namesByPath = (): ReadonlyMap<string, readonly string[]> =>
  new Map(Object.entries(document['paths'] as Node).map(([path, item]) => [path, [...new Set(namesIn(item))]]));

describe('names on the wire', () => {
  it('are in camel case in every resource of our own', () => {
    const wrong = [...namesByPath()]
      .filter(([path]) => path.startsWith('/api/v2/') && !auth0Shaped.test(path))
      .flatMap(([path, names]) => names.filter((name) => !camelCase.test(name)).map((name) => `${path}: ${name}`));

    expect(wrong).toEqual([]);
  });

  it('are checked: fields of request and response bodies, nested and in lists, and query parameters', () => {
    const names = namesByPath();

    expect(names.get('/api/v2/users')).toEqual(
      expect.arrayContaining(['username', 'emailVerified', 'pageSize', 'items', 'createdAt']),
    );
    expect(names.get('/api/v2/clients')).toEqual(expect.arrayContaining(['client_id', 'redirect_uris']));
  });
});
