import { IsNull } from 'typeorm';
import { SignInMethodEntity } from '../sign-in-method.entity.js';
import type { MethodChange } from './method-store.js';

/**
 * Enables the built-in method if the default list would be empty for applications, so that people can still sign in.
 *
 * @returns the method that was switched on
 */
export const switchBuiltInOnWhenAlone = async ({ manager }: MethodChange): Promise<SignInMethodEntity | undefined> => {
  const system = { clientId: IsNull(), organizationId: IsNull(), enabled: true };
  const others = [
    { ...system, public: true },
    { ...system, builtIn: true },
  ];
  if (await manager.existsBy(SignInMethodEntity, others)) return undefined;
  const builtIn: SignInMethodEntity | null = await manager.findOneBy(SignInMethodEntity, { builtIn: true });
  if (builtIn === null) return undefined;
  return manager.save(SignInMethodEntity, Object.assign(builtIn, { enabled: true, updatedAt: new Date() }));
};
