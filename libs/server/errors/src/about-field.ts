import { InvalidError } from './domain-errors.js';

/** Runs a check whose refusal names a field of its own; the refusal then names `path`, which is the field of the request. */
export const aboutField = async <T>(path: string, check: () => Promise<T>): Promise<T> => {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof InvalidError)) throw error;
    const errors = error.errors?.map(({ message }) => ({ path, message }));
    throw new InvalidError(error.code, error.reason, errors);
  }
};
