import type { CertificateAuthenticationMethod, ClientCredentialInput, CredentialSan } from '@postern/contracts';

/** Source of a new credential. */
export type CredentialSource = 'certificate' | 'subject' | 'san' | 'public_key';

export const assertionAlgorithms = ['RS256', 'PS256', 'ES256'] as const;

export interface NewCredential {
  readonly source: CredentialSource;
  readonly name: string;
  /** PEM, at most one certificate. */
  readonly certificates: readonly string[];
  readonly subject_dn: string;
  readonly san_type: CredentialSan['type'];
  readonly san_value: string;
  readonly public_key: string;
  /** Empty: any algorithm that the key supports. */
  readonly alg: (typeof assertionAlgorithms)[number] | '';
}

export const emptyCredential: NewCredential = {
  source: 'certificate',
  name: '',
  certificates: [],
  subject_dn: '',
  san_type: 'dns',
  san_value: '',
  public_key: '',
  alg: '',
};

const sources: Readonly<Record<CertificateAuthenticationMethod, readonly CredentialSource[]>> = {
  self_signed_tls_client_auth: ['certificate'],
  tls_client_auth: ['certificate', 'subject', 'san'],
  private_key_jwt: ['certificate', 'public_key'],
};

export const sourcesOf = (method: CertificateAuthenticationMethod): readonly CredentialSource[] => sources[method];

/** The source chosen for one method may not exist for another. */
const sourceFor = (method: CertificateAuthenticationMethod, { source }: NewCredential): CredentialSource =>
  sources[method].includes(source) ? source : 'certificate';

const fieldOf = {
  certificate: 'certificates',
  subject: 'subject_dn',
  san: 'san_value',
  public_key: 'public_key',
} as const;

/** The required field of a method. */
export const neededField = (method: CertificateAuthenticationMethod, values: NewCredential) =>
  fieldOf[sourceFor(method, values)];

export const isEmptyCredential = (method: CertificateAuthenticationMethod, values: NewCredential): boolean => {
  const value = values[neededField(method, values)];
  return typeof value === 'string' ? value.trim() === '' : value.length === 0;
};

/** The API request body; only the subject of a CA-signed certificate is stored. */
export const toCredentialInput = (
  method: CertificateAuthenticationMethod,
  values: NewCredential,
): ClientCredentialInput => {
  const name = values.name.trim() ? { name: values.name.trim() } : {};
  const signs = method === 'private_key_jwt' && values.alg ? { alg: values.alg } : {};
  switch (sourceFor(method, values)) {
    case 'certificate': {
      const credential_type = method === 'tls_client_auth' ? 'cert_subject_dn' : 'x509_cert';
      return { ...name, credential_type, pem: values.certificates[0] ?? '', ...signs };
    }
    case 'subject':
      return { ...name, credential_type: 'cert_subject_dn', subject_dn: values.subject_dn.trim() };
    case 'san':
      return { ...name, credential_type: 'cert_san', san: { type: values.san_type, value: values.san_value.trim() } };
    case 'public_key':
      return { ...name, credential_type: 'public_key', pem: values.public_key.trim(), ...signs };
  }
};
