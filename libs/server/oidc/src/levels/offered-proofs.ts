import { Injectable } from '@nestjs/common';
import { SignInMethodDirectory } from '@postern/provider-kit';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { SessionProof } from '../storage/artifact.js';

/**
 * Which proofs count at an application: those by methods that it offers. Nobody enters it by a method of another application, however
 * they are signed in (ADR 0043). Read once for each request, before anything is judged.
 */
@Injectable()
export class OfferedMethods {
  private readonly known = new WeakMap<object, ReadonlySet<string>>();

  constructor(private readonly methods: SignInMethodDirectory) {}

  async read({ oidc }: KoaContextWithOIDC): Promise<void> {
    if (this.known.has(oidc) || oidc.client === undefined) return;
    const offered = await this.methods.offeredAt(oidc.client.clientId);
    this.known.set(oidc, new Set(offered.map(({ id }) => id)));
  }

  /** The same for an application that asks for nothing now, such as one that redeems a code. */
  async countedAt<T extends Pick<SessionProof, 'methodId'>>(
    clientId: string,
    proofs: readonly T[],
  ): Promise<readonly T[]> {
    const offered = new Set((await this.methods.offeredAt(clientId)).map(({ id }) => id));
    return proofs.filter(({ methodId }) => methodId !== null && offered.has(methodId));
  }

  /** Proofs from before their method was kept do not count. */
  counts({ oidc }: KoaContextWithOIDC, { methodId }: Pick<SessionProof, 'methodId'>): boolean {
    const offered = this.known.get(oidc);
    if (offered === undefined) throw new Error('the methods of the application were not read');
    return methodId !== null && offered.has(methodId);
  }
}
