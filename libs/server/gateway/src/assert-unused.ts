import type { GatewayReference } from '@postern/contracts';
import { type CodeOf, ConflictError } from '@postern/errors';

const mostNamed = 20;

const list = (names: readonly string[]): string => {
  const shown = names.slice(0, mostNamed).map((name) => `"${name}"`);
  return names.length > mostNamed ? `${shown.join(', ')} and ${names.length - mostNamed} more` : shown.join(', ');
};

/** Refuses to delete an object in use, naming its users. */
export const assertUnused = (
  code: CodeOf<409>,
  uses: Readonly<Partial<Record<'apis' | 'upstreams', readonly GatewayReference[]>>>,
): void => {
  const { apis = [], upstreams = [] } = uses;
  if (apis.length === 0 && upstreams.length === 0) return;
  const errors = Object.entries({ apis, upstreams }).flatMap(([path, users]) =>
    users.map(({ name }) => ({ path, message: name })),
  );
  const users = [
    ...(apis.length > 0 ? [`the APIs ${list(apis.map(({ name }) => name))}`] : []),
    ...(upstreams.length > 0 ? [`the upstreams ${list(upstreams.map(({ name }) => name))}`] : []),
  ];
  throw new ConflictError(code, undefined, errors, `Detach it first: it serves ${users.join(' and ')}.`);
};
