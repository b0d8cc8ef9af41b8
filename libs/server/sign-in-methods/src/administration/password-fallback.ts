import { SignInProviderEntity } from '../sign-in-provider.entity.js';
import type { MethodChange, StoredMethod } from './method-store.js';

/**
 * Switches the built-in method on when every method is off: somebody must be able to sign in.
 *
 * @returns the method that was switched on
 */
export const switchBuiltInOnWhenAlone = async ({ manager }: MethodChange): Promise<StoredMethod | undefined> => {
  const system = { owner: 'system' } as const;
  if (await manager.existsBy(SignInProviderEntity, { ...system, enabled: true })) return undefined;
  const builtIn: StoredMethod | null = await manager.findOneBy(SignInProviderEntity, { ...system, builtIn: true });
  if (builtIn === null) return undefined;
  return manager.save(SignInProviderEntity, Object.assign(builtIn, { enabled: true, updatedAt: new Date() }));
};
