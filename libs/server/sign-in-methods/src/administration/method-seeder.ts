import { Injectable } from '@nestjs/common';
import type { SignInMethodInput } from '@postern/contracts';
import { SignInProviders } from '@postern/provider-kit';
import { IsNull } from 'typeorm';
import { SignInMethodEntity } from '../sign-in-method.entity.js';
import { checkedParams } from './method-params.js';
import { MethodStore } from './method-store.js';

export type MethodSeed = Pick<SignInMethodInput, 'type' | 'public' | 'publicity' | 'enabled' | 'params'> & {
  readonly name: string;
};

/** Makes sample methods for the seed command. */
@Injectable()
export class MethodSeeder {
  constructor(
    private readonly store: MethodStore,
    private readonly providers: SignInProviders,
  ) {}

  /**
   * Idempotent by type and name. Of an existing method only the params are updated; what an administrator switched stays.
   *
   * @returns the method's id
   */
  async seed({ type, name, params = {}, ...settings }: MethodSeed): Promise<string> {
    const checked = await checkedParams(this.providers.ofType(type), params);
    return this.store.change(null, async (change) => {
      const where = { type, name, clientId: IsNull(), organizationId: IsNull() } as const;
      const found = await change.manager.findOneBy(SignInMethodEntity, where);
      const { id } = await change.save(
        found === null ? { type, name, ...settings, params: checked } : { ...found, params: checked },
      );
      if (found === null) {
        await change.record({
          type: 'sign_in_method.created',
          methodId: id,
          details: { name, type, because: 'sample data' },
        });
      }
      return id;
    });
  }
}
