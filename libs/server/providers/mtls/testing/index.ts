import type { CertificateListenersConfig } from '@postern/certificate-kit';
import { createPki as createAuthorities, listenersConfig, rawRequestWith } from '@postern/certificate-kit/testing';
import type { Authority } from '@postern/dev-pki';
import { CertificateOrigins, type SignInMethod } from '@postern/provider-kit';
import type { FastifyRequest } from 'fastify';
import { MtlsConfig } from '../src/mtls.config.js';
import { MtlsParams } from '../src/params/mtls.params.js';

export { codeOf, days, listenersConfig, nginxHeaders, proxySecret, refusalOf } from '@postern/certificate-kit/testing';

export const mtlsConfig = (
  values: Partial<MtlsConfig & CertificateListenersConfig> = {},
): MtlsConfig & CertificateListenersConfig =>
  Object.assign(new MtlsConfig(), listenersConfig(), {
    MTLS_ORIGIN: 'https://localhost:3443',
    MTLS_FRESH_ORIGIN: 'https://{attempt}.mtls.localhost:3443',
    ...values,
  });

/** Origins that Nginx serves, by method. */
export class Origins extends CertificateOrigins {
  private listener = (): void => undefined;

  constructor(private served: Readonly<Record<string, string>> = {}) {
    super();
  }

  override servedAt(methodId: string): string | null {
    return this.served[methodId] ?? null;
  }

  override onChange(listener: () => void): void {
    this.listener = listener;
  }

  change(served: Readonly<Record<string, string>>): void {
    this.served = served;
    this.listener();
  }
}

export const methodWith = (
  authorities: readonly Authority[],
  params: Partial<MtlsParams> = {},
): SignInMethod<MtlsParams> => ({
  id: 'a2f0c1de-0000-4000-8000-000000000001',
  type: 'mtls',
  name: 'mTLS',
  enabled: true,
  public: true,
  params: Object.assign(new MtlsParams(), { trustAnchors: authorities.map(({ pem }) => pem) }, params),
});

/** A root, an authority below it, a certificate for Ada, and a method that trusts both. */
export const createPki = async () => {
  const pki = await createAuthorities();
  return { ...pki, method: methodWith([pki.root, pki.issuing]) };
};

/** A request with exactly these headers, as it came over people's certificate socket or another one. */
export const requestWith = (
  headers: Record<string, string> | readonly string[],
  certificateSocket = true,
): FastifyRequest =>
  ({ raw: rawRequestWith(headers, certificateSocket ? 'people' : null) }) as unknown as FastifyRequest;
