import { Injectable } from '@nestjs/common';
import { InvalidError } from '@postern/errors';
import {
  type CertificateProvider,
  isCertificateProvider,
  type SignInMethod,
  SignInProviders,
} from '@postern/provider-kit';
import { instanceToPlain, plainToInstance } from 'class-transformer';
import { SignInMethods } from '../reading/sign-in-methods.service.js';
import { checkedParams } from './method-params.js';

/** Methods as stored or with other settings, for dry runs. */
@Injectable()
export class TrialMethods {
  constructor(
    private readonly methods: SignInMethods,
    private readonly providers: SignInProviders,
  ) {}

  /** @throws NotFoundError; InvalidError for a method without certificates, or with what the provider says of the params */
  async method(
    id: string,
    given?: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly provider: CertificateProvider; readonly method: SignInMethod }> {
    const method = await this.methods.get(id);
    const provider = this.providers.ofType(method.type);
    if (!isCertificateProvider(provider)) {
      throw new InvalidError('request.invalid', undefined, [
        { path: 'certificate', message: `methods of type ${method.type} take no certificates` },
      ]);
    }
    if (given === undefined) return { provider, method };
    const stored = instanceToPlain(method.params);
    const checked = await checkedParams(provider, { ...stored, ...given }, stored);
    return { provider, method: { ...method, params: plainToInstance(provider.paramsClass, checked) } };
  }
}
