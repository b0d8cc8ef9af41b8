import { Injectable } from '@nestjs/common';
import { InvalidError, NotFoundError } from '@postern/errors';
import {
  isCertificateProvider,
  type SignInMethod,
  SignInMethodDirectory,
  SignInProviders,
  type PresentedIdentifier,
} from '@postern/provider-kit';

/** Certificates that are not shown in a handshake now: an administrator brings them, or the sample data, or they were shown before. */
@Injectable()
export class CertificateIdentifiers {
  constructor(
    private readonly methods: SignInMethodDirectory,
    private readonly providers: SignInProviders,
  ) {}

  /**
   * What the method makes of a certificate, after every check of a sign-in. Throws `NotFoundError`, `CertificateError`, and
   * `InvalidError` when the method does not know certificates or the text is not one.
   */
  async identify(methodId: string, pem: string): Promise<PresentedIdentifier> {
    const method = await this.method(methodId);
    const provider = this.providers.ofType(method.type);
    if (!isCertificateProvider(provider)) {
      throw new InvalidError('request.invalid', 'the method takes no certificates', [
        { path: 'methodId', message: 'must be a method that identifies people by certificate' },
      ]);
    }
    return provider.identify(method, provider.read(pem));
  }

  /**
   * The same for an identifier that was found out a while ago: the certificate may have run out or been revoked since, and the method may
   * trust others now. Without a certificate the identifier stays as it is. Throws `NotFoundError`, `CertificateError`.
   */
  async identifyAgain(identifier: PresentedIdentifier): Promise<PresentedIdentifier> {
    const method = await this.method(identifier.methodId);
    const provider = this.providers.ofType(method.type);
    if (identifier.certificate === null || !isCertificateProvider(provider)) return identifier;
    return provider.identify(method, identifier.certificate.der);
  }

  private async method(id: string): Promise<SignInMethod> {
    const method = await this.methods.find(id);
    if (method === undefined) throw new NotFoundError('sign_in_method.not_found');
    return method;
  }
}
