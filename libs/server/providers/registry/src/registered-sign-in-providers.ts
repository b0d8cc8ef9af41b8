import { InvalidError } from '@postern/errors';
import { SignInProviders, type SignInProvider } from '@postern/provider-kit';

/** Looks providers up for features, which must not know them by name. */
export class RegisteredSignInProviders extends SignInProviders {
  private readonly byType: ReadonlyMap<string, SignInProvider>;

  /** Throws when two providers claim the same type: the server must not start. */
  constructor(private readonly providers: readonly SignInProvider[]) {
    super();
    this.byType = new Map(providers.map((provider) => [provider.descriptor.type, provider]));
    if (this.byType.size !== providers.length) {
      throw new Error(
        `Two sign-in providers share a type: ${providers.map(({ descriptor }) => descriptor.type).join(', ')}`,
      );
    }
  }

  ofType(type: string): SignInProvider {
    const provider = this.byType.get(type);
    if (provider === undefined) throw new InvalidError('provider.unknown_type', type);
    return provider;
  }

  all(): readonly SignInProvider[] {
    return this.providers;
  }
}
