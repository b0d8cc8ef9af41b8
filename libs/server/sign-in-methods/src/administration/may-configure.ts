import { ForbiddenError } from '@postern/errors';
import type { Actor } from '@postern/management';
import type { SignInProvider } from '@postern/provider-kit';
import { instanceToPlain } from 'class-transformer';
import { assertMayCreateAccounts } from './lock-out.js';
import { createdAccounts } from './method-params.js';

type Plain = Readonly<Record<string, unknown>>;

/**
 * Checks what the settings of a method do beyond it: the accounts that it creates, and what concerns the whole installation.
 *
 * @param before what is stored; undefined for a new method
 * @throws ForbiddenError
 */
export const assertMayConfigure = (
  provider: SignInProvider,
  after: Plain,
  before: Plain | undefined,
  actor: Actor,
): void => {
  assertMayChangeSettings(provider, after, before, actor);
  assertMayCreateAccounts(createdAccounts(provider, after), actor);
};

/**
 * Settings of the whole installation are not for those who administer one organization.
 *
 * @param before what is stored; undefined for a new method
 * @throws ForbiddenError (`token.insufficient_role`)
 */
const assertMayChangeSettings = (
  provider: SignInProvider,
  after: Plain,
  before: Plain | undefined,
  { within }: Pick<Actor, 'within'>,
): void => {
  if (within === undefined) return;
  const plain = instanceToPlain(new provider.paramsClass());
  const changed = (provider.systemSettings ?? []).filter((name) => after[name] !== (before?.[name] ?? plain[name]));
  if (changed.length === 0) return;
  const message = 'only who administers the system may change this';
  const fields = changed.map((name) => ({ path: `params.${name}`, message }));
  throw new ForbiddenError('token.insufficient_role', `limited to organization ${within.id}`, fields);
};
