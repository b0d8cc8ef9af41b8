import { Statements } from '@postern/database';
import { fieldErrors } from '@postern/management';
import { type FieldError, InvalidError } from '@postern/errors';
import type { NewAccount, SignInProvider } from '@postern/provider-kit';
import { instanceToPlain, plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { EntityManager } from 'typeorm';

type Plain = Readonly<Record<string, unknown>>;

const belowParams = ({ path, message }: FieldError): FieldError => ({
  path: path === 'params' || path.startsWith('params.') ? path : `params.${path}`,
  message,
});

/**
 * Settings of a method after validation by the provider's own class and checks.
 *
 * @param stored what is stored; undefined for a new method
 * @returns what is stored
 * @throws InvalidError with paths below `params`
 */
export const checkedParams = async (provider: SignInProvider, given: Plain, stored?: Plain): Promise<Plain> => {
  const params = plainToInstance(provider.paramsClass, given);
  const errors = await validate(params, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });
  if (errors.length > 0) throw new InvalidError('request.invalid', undefined, fieldErrors(errors, 'params'));
  try {
    const before = stored && plainToInstance(provider.paramsClass, stored);
    return instanceToPlain((await provider.normalizeParams?.(params, before)) ?? params);
  } catch (error) {
    throw withPathsBelowParams(error);
  }
};

/**
 * Lets a provider refuse a change after which its methods would not work beside each other.
 *
 * @param all what is stored of each of them that is switched on
 * @throws InvalidError with paths below `params`
 */
export const assertTogether = (provider: SignInProvider, all: readonly Plain[]): void => {
  try {
    provider.assertTogether?.(all.map((stored) => plainToInstance(provider.paramsClass, stored)));
  } catch (error) {
    throw withPathsBelowParams(error);
  }
};

const withPathsBelowParams = (error: unknown): unknown =>
  error instanceof InvalidError ? new InvalidError(error.code, error.reason, error.errors?.map(belowParams)) : error;

/** Whether a method with these settings finds accounts that nobody linked to it. */
export const findsAnybody = (provider: SignInProvider, stored: Plain): boolean =>
  provider.findsAnybody?.(plainToInstance(provider.paramsClass, stored)) ?? false;

/** What accounts a method with these settings creates for certificates that belong to nobody; null: none. */
export const createdAccounts = (
  provider: SignInProvider,
  stored: Plain,
): Pick<NewAccount, 'groups' | 'organization'> | null =>
  provider.createsAccounts?.(plainToInstance(provider.paramsClass, stored)) ?? null;

const keysHeld = `select key from profile_field where key = any($1::text[]) and certificate_key order by key for share`;

/**
 * Holds the own profile fields that rules look in, for the rest of the transaction, so that none is deleted or ceases to be a key meanwhile.
 *
 * @throws InvalidError with those that are no keys for certificates
 */
export const assertFieldsAreKeys = async (
  manager: EntityManager,
  provider: SignInProvider,
  stored: Plain,
): Promise<void> => {
  const keys = provider.ownFieldsOf?.(plainToInstance(provider.paramsClass, stored)) ?? [];
  if (keys.length === 0) return;
  const held = await Statements.in(manager).run<{ key: string }>('sign_in_method.hold_fields', keysHeld, [keys]);
  const wrong = keys.filter((key) => !held.some((field) => field.key === key));
  if (wrong.length === 0) return;
  const message = `no profile field that is a key for certificates: ${wrong.join(', ')}`;
  throw new InvalidError('request.invalid', undefined, [{ path: 'params.rules', message }]);
};
