/**
 * The requests of auth0.com/docs/get-started/applications/configure-mtls/configure-mtls-for-a-client, as they stand there: what
 * begins with `$` is for the reader to replace, and nothing else.
 */
const request = (method: string, path: string, body: string): string => `curl --location --request ${method} \\
  'https://$tenant/api/v2${path}' \\
  --header 'Authorization: Bearer $management_access_token' \\
  --header 'Content-Type: application/json' \\
  --data-raw '${body}'`;

const newClient = (method: string, credential: string): string =>
  request(
    'POST',
    '/clients',
    String.raw`{
  "name": "$client_name",
  "app_type": "non_interactive",
  "client_authentication_methods": {
    "${method}": {
      "credentials": [{ 
        ${credential}
      }]
    }
  },
  "jwt_configuration": {
    "alg": "RS256"
  }
}`,
  );

const newCredential = (credential: string): string =>
  request(
    'POST',
    '/clients/$client_id/credentials',
    String.raw`{
  ${credential}
}`,
  );

const association = (method: string): string =>
  request(
    'PATCH',
    '/clients/$client_id',
    `{
  "token_endpoint_auth_method": null, 
  "client_authentication_methods": {
    "${method}": {
      "credentials": [{ "id": $credential.id }]
    }
  }
}`,
  );

const certificate = '"name": "$credential_name", "credential_type": "x509_cert", "pem": "$credential_certificate"';
const nameOfCertificate =
  '"name": "$credential_name", "credential_type": "cert_subject_dn", "pem": "$credential_certificate"';
const subjectName = String.raw`"name": "$credential_name", "credential_type": "cert_subject_dn", "subject_dn": "C=XX\nST=StateName\nL=CityName\nO=CompanyName\nOU=CompanySectionName\nCN=CommonNameOrHostname"`;

export const mtlsDocument = {
  scopes:
    'create:custom_domains read:custom_domains create:clients update:clients update:client_credentials update:client_keys update:tenant_settings',
  generateCertificate:
    'openssl req -x509 -newkey rsa:2048 -keyout key.pem -out cert.pem -sha256 -days 365 -nodes -subj "/C=XX/ST=StateName/L=CityName/O=CompanyName/OU=CompanySectionName/CN=CommonNameOrHostname"',
  selfSigned: {
    createClient: newClient('self_signed_tls_client_auth', certificate),
    createCredential: newCredential(certificate),
    associate: association('self_signed_tls_client_auth'),
  },
  caSigned: {
    createClient: newClient('tls_client_auth', nameOfCertificate),
    createClientBySubject: newClient('tls_client_auth', subjectName),
    createCredential: newCredential(nameOfCertificate),
    createCredentialBySubject: newCredential(subjectName),
    associate: association('tls_client_auth'),
  },
  revert: request(
    'PATCH',
    '/clients/$client_id',
    `{
  "token_endpoint_auth_method": "client_secret_post",
  "client_authentication_methods": null
}`,
  ),
} as const;

/** A PEM as the document tells to write it inside JSON: line breaks and slashes escaped. */
export const escapedForJson = (pem: string): string => pem.replaceAll('/', '\\/').replaceAll('\n', '\\r\\n');
