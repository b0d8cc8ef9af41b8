import { describe, expect, it } from 'vitest';
import { credential } from '../../../testing/samples';
import { choiceOf, fits, usedIds, withCredentials, withoutCertificates } from './authentication';

const none = { client_authentication_methods: null, token_endpoint_auth_method: null };
const used = { private_key_jwt: { credentials: [{ id: 'a' }, { id: 'b' }] } };

describe('how an application authenticates', () => {
  it('is derived from the registered method and keys', () => {
    expect(choiceOf({ ...none, token_endpoint_auth_method: 'client_secret_post' })).toBe('client_secret');
    expect(choiceOf({ ...none, token_endpoint_auth_method: 'none' })).toBe('none');
    expect(choiceOf({ ...none, client_authentication_methods: used })).toBe('private_key_jwt');
  });

  it('lists the credentials in use', () => {
    expect(usedIds({ ...none, client_authentication_methods: used })).toEqual(['a', 'b']);
    expect(usedIds({ ...none, token_endpoint_auth_method: 'client_secret_basic' })).toEqual([]);
  });

  it('is either a secret or certificates, never both', () => {
    expect(withCredentials('tls_client_auth', ['a'])).toEqual({
      token_endpoint_auth_method: null,
      client_authentication_methods: { tls_client_auth: { credentials: [{ id: 'a' }] } },
    });
    expect(withoutCertificates('client_secret_post')).toEqual({
      token_endpoint_auth_method: 'client_secret_post',
      client_authentication_methods: null,
    });
  });
});

describe('a credential', () => {
  it.each([
    ['x509_cert', ['self_signed_tls_client_auth', 'private_key_jwt']],
    ['cert_subject_dn', ['tls_client_auth']],
    ['cert_san', ['tls_client_auth']],
    ['public_key', ['private_key_jwt']],
  ] as const)('of type %s fits %j', (credential_type, methods) => {
    const fitting = (['self_signed_tls_client_auth', 'tls_client_auth', 'private_key_jwt'] as const).filter((method) =>
      fits(method, { ...credential, credential_type }),
    );

    expect(fitting).toEqual(methods);
  });
});
