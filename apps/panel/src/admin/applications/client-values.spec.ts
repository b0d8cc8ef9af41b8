import { describe, expect, it } from 'vitest';
import type { ClientRecord } from '@postern/contracts';
import { changeOf, colorProblem, redirectProblem, valuesOf } from './client-values';

const client: ClientRecord = {
  client_id: 'demo',
  name: 'Demo',
  app_type: 'regular_web',
  redirect_uris: ['https://a.test/cb'],
  post_logout_redirect_uris: [],
  backchannel_logout_uri: null,
  grant_types: ['authorization_code'],
  token_endpoint_auth_method: 'client_secret_basic',
  id_token_signed_response_alg: 'ES256',
  scopes: [],
  access_token_ttl: 600,
  refresh_token_ttl: 3600,
  first_party: false,
  logo_uri: null,
  client_uri: null,
  policy_uri: null,
  tos_uri: null,
  accent_color: '#112233',
  built_in: false,
  created_at: '',
  updated_at: '',
};

describe('the change of an application', () => {
  it('is empty when nothing was changed', () => {
    expect(changeOf(client, { ...valuesOf(client), redirect_uris: ['https://a.test/cb ', ''] })).toEqual({});
  });

  it('holds what was changed, with null for what was emptied', () => {
    const values = {
      ...valuesOf(client),
      accent_color: '',
      redirect_uris: ['https://a.test/cb', ' https://b.test/cb'],
    };

    expect(changeOf(client, values)).toEqual({
      accent_color: null,
      redirect_uris: ['https://a.test/cb', 'https://b.test/cb'],
    });
  });
});

describe('redirect addresses', () => {
  it.each([
    [['https://a.test/cb'], null],
    [['http://localhost:3000/cb', 'http://127.0.0.1/cb'], null],
    [['com.example.app:/cb'], null],
    [['http://a.test/cb'], 'applications.bad_redirect'],
    [['https://a.test/cb#x'], 'applications.bad_redirect'],
    [['javascript:alert(1)'], 'applications.bad_redirect'],
    [['', ' '], 'applications.no_redirect'],
  ])('%j: %s', (uris, problem) => {
    expect(redirectProblem(uris, true)).toBe(problem);
  });

  it('may be missing where nobody signs in', () => {
    expect(redirectProblem([], false)).toBeNull();
  });
});

describe('a colour', () => {
  it('is written #rrggbb, or not at all', () => {
    expect([colorProblem(''), colorProblem('#4c6AD4'), colorProblem('red')]).toEqual([
      null,
      null,
      'applications.bad_color',
    ]);
  });
});
