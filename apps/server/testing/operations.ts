import { randomUUID } from 'node:crypto';
import { describeApi } from '../src/documentation/documentation.js';
import { callWith, type EquippedOrganization } from './organizations.js';
import type { TestServer } from './test-server.js';

/** They only show the contents of certificates in the request itself; names of types are public. */
export const openToAll = ['post /certificates/inspect', 'post /certificates/read', 'get /sign-in-methods/type-names'];

export interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

/** Every operation that is not about the caller's own account, with the ids of an organization in its path. */
export const operationsOn = (
  server: TestServer,
  { id, application, method: owned }: EquippedOrganization,
  member: string,
): readonly Operation[] =>
  Object.entries(describeApi(server.app).paths)
    .filter(([path]) => path.startsWith('/api/v2/') && !/\/me(\/|$)/.test(path))
    .flatMap(([path, item]) =>
      ['get', 'post', 'put', 'patch', 'delete'].flatMap((method) => {
        if (!(method in item)) return [];
        const short = path.replace('/api/v2', '');
        const filled = short
          .replace(/^\/organizations\/\{id\}/, `/organizations/${id}`)
          .replace(/^(\/sign-in-methods|\/clients\/\{client_id\}\/sign-in-methods)\/\{id\}/, `$1/${owned}`)
          .replace(/^(\/clients\/\{client_id\}\/members)\/\{id\}/, `$1/${member}`)
          .replace('{accountId}', member)
          .replace('{userId}', member)
          .replace(/\{client_id\}|\{clientId\}/, application)
          .replace(/\{\w+\}/g, () => randomUUID());
        return [{ name: `${method} ${short}`, method: method.toUpperCase(), path: filled.slice(1) }];
      }),
    );

/** Deletions come last, of the inner things first. */
export const deletionsLast = (operations: readonly Operation[]): readonly Operation[] => {
  const weight = ({ method, path }: Operation): number => (method === 'DELETE' ? 100 - path.length : -1000);
  return operations.toSorted((one, two) => weight(one) - weight(two));
};

/** Names of the operations that do not answer 403. */
export const admitted = async (
  server: TestServer,
  token: string,
  operations: readonly Operation[],
): Promise<readonly string[]> => {
  const names: string[] = [];
  for (const { name, method, path } of operations) {
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    if ((await callWith(server, token, method, path, body)).status !== 403) names.push(name);
  }
  return names;
};
