import { SignInMethodEntity } from '../sign-in-method.entity.js';
import type { MethodChange } from './method-store.js';

/**
 * Enables the built-in method if all methods are disabled, so that people can still sign in.
 *
 * @returns the method that was switched on
 */
export const switchBuiltInOnWhenAlone = async ({ manager }: MethodChange): Promise<SignInMethodEntity | undefined> => {
  const system = { owner: 'system' } as const;
  if (await manager.existsBy(SignInMethodEntity, { ...system, enabled: true })) return undefined;
  const builtIn: SignInMethodEntity | null = await manager.findOneBy(SignInMethodEntity, { ...system, builtIn: true });
  if (builtIn === null) return undefined;
  return manager.save(SignInMethodEntity, Object.assign(builtIn, { enabled: true, updatedAt: new Date() }));
};
