import { Injectable } from '@nestjs/common';
import { type PresentableIdentifier, PresentableIdentifiers } from '@postern/accounts';
import { CertificateError } from '@postern/errors';
import { isCertificateProvider, type RequiredMethod, type SignInMethod, SignInProviders } from '@postern/provider-kit';

/** Sources that name one certificate: its renewal is another identifier. */
const ofOneCertificate: ReadonlySet<string | null> = new Set(['certificate', 'issuer-and-serial']);

/** Of which methods people have an identifier that they could sign in with now. */
@Injectable()
export class HeldMethods {
  constructor(
    private readonly identifiers: PresentableIdentifiers,
    private readonly providers: SignInProviders,
  ) {}

  /** @returns ids of methods */
  async of(accountId: string, required: readonly RequiredMethod[]): Promise<ReadonlySet<string>> {
    const methods = new Map(required.map(({ method }) => [method.id, method]));
    const all = await this.identifiers.of(accountId, [...methods.keys()]);
    const held = new Set<string>();
    for (const identifier of all) {
      const method = methods.get(identifier.methodId);
      if (method === undefined || held.has(method.id)) continue;
      if (await this.isUsable(method, identifier)) held.add(method.id);
    }
    return held;
  }

  /** A certificate that is revoked, blocked or no longer accepted opens nothing. */
  private async isUsable(method: SignInMethod, { der, source }: PresentableIdentifier): Promise<boolean> {
    const provider = this.providers.ofType(method.type);
    if (der === null || !isCertificateProvider(provider)) return true;
    try {
      await provider.identify(method, der);
      return true;
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error;
      // The holder of a renewed certificate still signs in by its key or name. Whether it was revoked is asked again at each sign-in.
      if (error.code === 'certificate.expired') return !ofOneCertificate.has(source);
      return error.code === 'certificate.revocation_unknown';
    }
  }
}
