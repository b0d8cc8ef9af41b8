import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CertificateAuthenticationMethod, ClientCredential, ClientInput } from '@postern/contracts';
import { issueSelfSigned } from '@postern/dev-pki';
import type { PosternConfig } from '@postern/local';
import { importPKCS8 } from 'jose';
import { modifyAssertion, PrivateKeyJwt, TlsClientAuth } from 'oauth4webapi';
import { Agent, fetch } from 'undici';
import { type Application, registerApplication } from './applications.js';
import { pairOf } from './issuing.js';
import { byCertificate, byName, issueMachine, machinesAuthority } from './machines.js';
import type { Management } from './management.js';
import type { PemPair } from './people.js';

export const newCertificate = async (): Promise<PemPair> =>
  pairOf(await issueSelfSigned({ subject: 'CN=web application', keyAlgorithm: 'rsa-2048' }));

/** As tokens are bound to it (RFC 8705 §3.1). */
export const x5tS256 = ({ cert }: PemPair): string =>
  createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');

/** `fetch` over TLS connections that show this certificate, as the guides tell integrators to do it. */
export const fetchWith = ({ ca }: PosternConfig, certificate?: PemPair) => {
  const dispatcher = new Agent({ connect: { ca: readFileSync(ca), ...certificate } });
  return async (url: string, options: object): Promise<Response> =>
    (await fetch(url, { ...options, dispatcher })) as unknown as Response;
};

/** An application that proves itself with a certificate, and the certificate. */
export interface CertificateApplication extends Application {
  readonly certificate: PemPair;
}

type Register = (postern: PosternConfig) => Promise<{ readonly certificate: PemPair; readonly methods: object }>;

const ways: Readonly<Record<CertificateAuthenticationMethod, Register>> = {
  self_signed_tls_client_auth: async () => {
    const certificate = await newCertificate();
    return { certificate, methods: byCertificate(certificate) };
  },
  tls_client_auth: async (postern) => {
    const certificate = await issueMachine(await machinesAuthority(postern), 'CN=web application');
    return { certificate, methods: byName('CN=web application') };
  },
  private_key_jwt: async () => {
    const certificate = await newCertificate();
    const credentials = [{ name: 'Own', credential_type: 'x509_cert', pem: certificate.cert }];
    return { certificate, methods: { private_key_jwt: { credentials } } };
  },
};

/** Registers an application that people sign in to; its tokens are bound to its certificate unless told. */
export const registerByCertificate = async (
  postern: PosternConfig,
  admin: Management,
  method: CertificateAuthenticationMethod,
  input: Partial<ClientInput> = {},
): Promise<CertificateApplication> => {
  const { certificate, methods } = await ways[method](postern);
  const application = await registerApplication(admin, {
    tls_client_certificate_bound_access_tokens: true,
    ...input,
    client_authentication_methods: methods,
  });
  return { ...application, certificate };
};

/** The application's next certificate, registered in the place of the one it has. */
export const replaceCertificate = async (
  postern: PosternConfig,
  admin: Management,
  method: CertificateAuthenticationMethod,
  { clientId }: CertificateApplication,
): Promise<PemPair> => {
  const { certificate } = await ways[method](postern);
  if (method === 'tls_client_auth') return certificate;
  const { id } = await admin.post<ClientCredential>(`/clients/${clientId}/credentials`, {
    ...{ name: 'Next', credential_type: 'x509_cert', pem: certificate.cert },
  });
  await admin.patch(`/clients/${clientId}`, { client_authentication_methods: { [method]: { credentials: [{ id }] } } });
  return certificate;
};

/** How the libraries are told that an application proves itself; openid-client takes oauth4webapi's. */
export const authenticationBy = async (method: CertificateAuthenticationMethod, certificate: PemPair) =>
  method === 'private_key_jwt'
    ? PrivateKeyJwt(await importPKCS8(certificate.key, 'RS256'), {
        [modifyAssertion]: (header) => {
          header['x5t#S256'] = x5tS256(certificate);
        },
      })
    : TlsClientAuth();
