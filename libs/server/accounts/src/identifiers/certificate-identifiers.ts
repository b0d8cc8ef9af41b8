import { Injectable } from '@nestjs/common';
import { InvalidError, NotFoundError } from '@postern/errors';
import {
  isCertificateProvider,
  type SignInMethod,
  SignInMethodDirectory,
  SignInProviders,
  type PresentedIdentifier,
} from '@postern/provider-kit';

/** Identifiers of certificates outside a TLS handshake: uploaded by an administrator, from the sample data, or presented earlier. */
@Injectable()
export class CertificateIdentifiers {
  constructor(
    private readonly methods: SignInMethodDirectory,
    private readonly providers: SignInProviders,
  ) {}

  /**
   * The identifier that the method derives from a certificate, after every check of a sign-in. Throws `NotFoundError`, `CertificateError`,
   * and `InvalidError` when the method does not know certificates or the text is not one.
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
   * Checks an earlier identifier again: its certificate may have expired or been revoked since, and the method may trust other CAs now.
   * Without a certificate the identifier stays as it is. Throws `NotFoundError`, `CertificateError`.
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
