import { fieldErrors } from '@postern/management';
import { type FieldError, InvalidError } from '@postern/errors';
import type { SignInProvider } from '@postern/provider-kit';
import { instanceToPlain, plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';

type Plain = Readonly<Record<string, unknown>>;

const belowParams = ({ path, message }: FieldError): FieldError => ({
  path: path === 'params' || path.startsWith('params.') ? path : `params.${path}`,
  message,
});

/**
 * A provider's settings as its own class and checks let them through.
 *
 * @returns what is stored
 * @throws InvalidError with paths below `params`
 */
export const checkedParams = async (provider: SignInProvider, given: Plain): Promise<Plain> => {
  const params = plainToInstance(provider.paramsClass, given);
  const errors = await validate(params, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });
  if (errors.length > 0) throw new InvalidError('request.invalid', undefined, fieldErrors(errors, 'params'));
  try {
    return instanceToPlain((await provider.normalizeParams?.(params)) ?? params);
  } catch (error) {
    if (!(error instanceof InvalidError)) throw error;
    throw new InvalidError(error.code, error.reason, error.errors?.map(belowParams));
  }
};

/**
 * The rule by which a method makes subjects: providers with a choice call the setting `identifyBy`. Identifiers made by one
 * rule are meaningless under another.
 */
export const subjectRule = (params: object | undefined): string =>
  String((params as { readonly identifyBy?: unknown } | undefined)?.identifyBy ?? '');
