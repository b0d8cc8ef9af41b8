const pem = '-----BEGIN CERTIFICATE-----\nMIIC…\n-----END CERTIFICATE-----\n';
const subject_dn = 'C=XX\nST=StateName\nL=CityName\nO=CompanyName\nOU=CompanySectionName\nCN=CommonNameOrHostname';
const id = '8d3f0c1e-5d0e-4f0a-9a3e-0c5b7f1a2b3c';

/** Bodies of requests, for the API description. */
export const credentialExamples = {
  certificate: {
    summary: 'A certificate',
    value: { name: 'Payroll, spring', credential_type: 'x509_cert', pem },
  },
  subjectOfCertificate: {
    summary: 'The subject name of a certificate',
    value: { name: 'Payroll', credential_type: 'cert_subject_dn', pem },
  },
  subject: {
    summary: 'A subject name',
    value: { name: 'Payroll', credential_type: 'cert_subject_dn', subject_dn },
  },
  alternativeName: {
    summary: 'A subject alternative name',
    value: { name: 'Payroll', credential_type: 'cert_san', san: { type: 'dns', value: 'payroll.example.org' } },
  },
  publicKey: {
    summary: 'A public key',
    value: { credential_type: 'public_key', pem: pem.replaceAll('CERTIFICATE', 'PUBLIC KEY'), alg: 'PS256' },
  },
};

const service = { name: 'My App', app_type: 'non_interactive', jwt_configuration: { alg: 'RS256' } };

export const newClientExamples = {
  web: {
    summary: 'A web application with a secret',
    value: { name: 'Payroll', redirect_uris: ['https://payroll.example.org/callback'] },
  },
  selfSigned: {
    summary: 'A service with a self-signed certificate',
    value: {
      ...service,
      client_authentication_methods: {
        self_signed_tls_client_auth: { credentials: [credentialExamples.certificate.value] },
      },
    },
  },
  caSigned: {
    summary: 'A service with certificates from a CA',
    value: {
      ...service,
      client_authentication_methods: { tls_client_auth: { credentials: [credentialExamples.subject.value] } },
    },
  },
};

export const clientChangeExamples = {
  name: { summary: 'Another name', value: { name: 'Payroll 2' } },
  credentials: {
    summary: 'Credentials instead of the secret, which is refused from then on',
    value: {
      token_endpoint_auth_method: null,
      client_authentication_methods: { self_signed_tls_client_auth: { credentials: [{ id }] } },
    },
  },
  secret: {
    summary: 'Back to the secret',
    value: { token_endpoint_auth_method: 'client_secret_post', client_authentication_methods: null },
  },
};
