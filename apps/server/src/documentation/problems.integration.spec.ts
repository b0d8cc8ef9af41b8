import { errorStatuses } from '@postern/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';
import { describeApi } from './documentation.js';

interface Documented {
  readonly operation: string;
  readonly status: number;
  readonly codes: readonly string[];
}

let server: TestServer;
let problems: readonly Documented[];

/** Codes that the schema of a response allows; empty where it is not a problem response. */
const codesOf = (response: object): readonly string[] => {
  const { content } = response as { content?: Record<string, { schema: { allOf: readonly object[] } }> };
  const parts = content?.['application/problem+json']?.schema.allOf ?? [];
  return parts.flatMap((part) => ('properties' in part ? (part as Enumerated).properties.code.enum : []));
};
interface Enumerated {
  readonly properties: { readonly code: { readonly enum: readonly string[] } };
}

beforeAll(async () => {
  server = await TestServer.start();
  problems = Object.entries(describeApi(server.app).paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { responses?: Record<string, object> }>).flatMap(([method, { responses }]) =>
      Object.entries(responses ?? {})
        .map(([status, response]) => ({
          operation: `${method} ${path}`,
          status: Number(status),
          codes: codesOf(response),
        }))
        .filter(({ status }) => status >= 400),
    ),
  );
});
afterAll(() => server?.stop());

describe('the problems that the OpenAPI document lists', () => {
  it('are many', () => {
    expect(problems.length).toBeGreaterThan(80);
  });

  it('are named by codes wherever a failure is listed', () => {
    expect(problems.filter(({ codes }) => codes.length === 0)).toEqual([]);
  });

  it('exist, and are answered with the status that they are listed under', () => {
    const statuses: Readonly<Record<string, number>> = errorStatuses;

    for (const { operation, status, codes } of problems) {
      expect(
        codes.map((code) => [operation, code, statuses[code]]),
        operation,
      ).toEqual(codes.map((code) => [operation, code, status]));
    }
  });
});
