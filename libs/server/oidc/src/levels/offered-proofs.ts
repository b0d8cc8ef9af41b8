import type { SignInMethodDirectory } from '@postern/provider-kit';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { SessionProof } from '../storage/artifact.js';

/**
 * Which proofs count at an application: those by methods that it offers. Nobody enters it by a method of another application, however
 * they are signed in (ADR 0043). Read once for each request, before anything is judged.
 */
export class OfferedMethods {
  private readonly known = new WeakMap<object, ReadonlySet<string>>();

  constructor(private readonly methods: SignInMethodDirectory) {}

  async read({ oidc }: KoaContextWithOIDC): Promise<void> {
    if (this.known.has(oidc) || oidc.client === undefined) return;
    const offered = await this.methods.offeredAt(oidc.client.clientId);
    this.known.set(oidc, new Set(offered.map(({ id }) => id)));
  }

  /** Proofs from before their method was kept do not count. */
  counts({ oidc }: KoaContextWithOIDC, { methodId }: Pick<SessionProof, 'methodId'>): boolean {
    const offered = this.known.get(oidc);
    if (offered === undefined) throw new Error('the methods of the application were not read');
    return methodId !== null && offered.has(methodId);
  }
}
