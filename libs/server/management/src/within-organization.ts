import { SetMetadata } from '@nestjs/common';
import type { Statements } from '@postern/database';
import type { FastifyRequest } from 'fastify';
import { isUuid } from './id.pipes.js';
import { isStorable } from './storable-value.js';

/** Where a request names the row that it is about, and what kind of row it is. */
export interface RowSource {
  readonly in: 'params' | 'query' | 'body';
  readonly name: string;
  readonly kind: 'organization' | 'client' | 'sign_in_method';
}

export const ROW_SOURCE = 'postern:row-source';

/**
 * Opens a route to people who administer an organization, for rows of that organization only. Without this, a route is closed to them.
 * Stands beside `@RequireScope`.
 */
export const WithinOrganization = (
  name: string,
  { in: place = 'params', kind = 'organization' }: Partial<Pick<RowSource, 'in' | 'kind'>> = {},
): ClassDecorator & MethodDecorator => SetMetadata(ROW_SOURCE, { in: place, name, kind } satisfies RowSource);

const organizationOf = {
  client: 'select organization_id as organization from client where client_id = $1',
  // Its own, or that of the application that owns it.
  sign_in_method: 'select sign_in_method_organization($1) as organization',
} as const;

/** The organization of the row that a request names; undefined when it has none, or there is no such row. */
export const organizationOfRow = async (
  statements: Statements,
  request: FastifyRequest,
  { in: place, name, kind }: RowSource,
): Promise<string | undefined> => {
  const named = (request[place] as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  // The guard comes before the pipes that refuse such texts.
  if (typeof named !== 'string' || !isStorable(named)) return undefined;
  if (kind === 'organization') return isUuid(named) ? named.toLowerCase() : undefined;
  if (kind === 'sign_in_method' && !isUuid(named)) return undefined;
  const row = await statements.one<{ organization: string | null }>(`${kind}.organization`, organizationOf[kind], [
    named,
  ]);
  return row?.organization ?? undefined;
};
