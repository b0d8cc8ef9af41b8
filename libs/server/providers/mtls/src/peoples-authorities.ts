import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RevocationLists, type TrustedAuthorities } from '@postern/certificate-kit';
import { type SignInMethod, SignInMethodDirectory } from '@postern/provider-kit';
import { MtlsParams } from './params/mtls.params.js';
import { trustStoreOf } from './trust-store-of.js';

const isMtls = (method: SignInMethod): method is SignInMethod<MtlsParams> => method.params instanceof MtlsParams;

/** Supplies the revocation feature with the authorities of people's certificates, including those of disabled methods. */
@Injectable()
export class PeoplesAuthorities implements OnModuleInit {
  constructor(
    private readonly methods: SignInMethodDirectory,
    private readonly revocationLists: RevocationLists,
  ) {}

  onModuleInit(): void {
    this.revocationLists.consult(() => this.ask());
  }

  private async ask(): Promise<readonly TrustedAuthorities[]> {
    const methods = (await this.methods.all()).filter(isMtls);
    return methods.map(({ id, params }) => ({ trustedFor: 'people', store: trustStoreOf(params), methodId: id }));
  }
}
