import { ConflictError, NotFoundError } from '@postern/errors';
import type { SignInMethod, SignInMethodDirectory } from '@postern/provider-kit';

/**
 * A method that the application offers now.
 *
 * @throws NotFoundError (`sign_in_method.not_found`), ConflictError (`sign_in_method.disabled`, `sign_in_method.not_offered_here`)
 */
export const offeredMethod = async <M extends SignInMethod>(
  methods: Pick<SignInMethodDirectory, 'refusalAt'> & { find(id: string): Promise<M | undefined> },
  clientId: string,
  methodId: string,
): Promise<M> => {
  const code = await methods.refusalAt(clientId, methodId);
  const method = await methods.find(methodId);
  if (code === 'sign_in_method.not_found' || method === undefined) throw new NotFoundError('sign_in_method.not_found');
  if (code !== null) throw new ConflictError(code);
  return method;
};
