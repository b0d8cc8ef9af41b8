import { Injectable } from '@nestjs/common';
import { InvalidError, NotFoundError } from '@postern/errors';
import {
  isCertificateProvider,
  SignInMethodDirectory,
  SignInProviders,
  type PresentedIdentity,
} from '@postern/provider-kit';

/** Certificates that somebody else than their owner brings: an administrator, or the sample data. */
@Injectable()
export class CertificateIdentities {
  constructor(
    private readonly methods: SignInMethodDirectory,
    private readonly providers: SignInProviders,
  ) {}

  /**
   * What the method makes of a certificate, after every check of a sign-in. Throws `NotFoundError`, `CertificateError`, and
   * `InvalidError` when the method does not know certificates or the text is not one.
   */
  async identify(methodId: string, pem: string): Promise<PresentedIdentity> {
    const method = await this.methods.find(methodId);
    if (method === undefined) throw new NotFoundError('provider.not_found');
    const provider = this.providers.ofType(method.type);
    if (!isCertificateProvider(provider)) {
      throw new InvalidError('request.invalid', 'the method takes no certificates', [
        { path: 'methodId', message: 'must be a method that identifies people by certificate' },
      ]);
    }
    return provider.identify(method, provider.read(pem));
  }
}
