import { describe, expect, it } from 'vitest';
import { inWordsAsked, scopesNamedIn, withAllAtApi, withAuthorizationTarget, withTarget } from './requested-target.js';

const grant_type = 'client_credentials';
const api = 'https://api.test';

describe('the API that a token request names', () => {
  it('is its resource', () => {
    expect(withTarget({ grant_type, resource: api, scope: 'read' })).toEqual({
      grant_type,
      resource: api,
      scope: 'read',
    });
  });

  it('is its audience, which is the same by another name', () => {
    expect(withTarget({ grant_type, audience: api })).toEqual({ grant_type, resource: api });
    expect(withTarget({ grant_type, audience: api, resource: api })).toEqual({ grant_type, resource: api });
  });

  it('is several when it names several, for the engine to refuse', () => {
    const several = withTarget({ grant_type, audience: 'https://other.test', resource: [api] });

    expect(several['resource']).toEqual([api, 'https://other.test']);
  });

  it('is what comes before /.default, with all that the application may do there', () => {
    expect(withTarget({ grant_type, scope: `${api}/.default` })).toEqual({ grant_type, resource: api });
    expect(withTarget({ grant_type, scope: 'api://orders/.default openid' })).toEqual({
      grant_type,
      resource: 'api://orders',
    });
  });

  it('is what comes before the last slash of a scope', () => {
    expect(withTarget({ grant_type, scope: `${api}/read ${api}/write openid` })).toEqual({
      ...{ grant_type, resource: api, scope: 'read write openid' },
    });
    expect(withTarget({ grant_type, scope: `${api}//read:all` })).toEqual({
      ...{ grant_type, resource: `${api}/`, scope: 'read:all' },
    });
    expect(withTarget({ grant_type: 'refresh_token', scope: `openid offline_access ${api}/read` })).toEqual({
      ...{ grant_type: 'refresh_token', resource: api, scope: 'read openid' },
    });
  });

  it('is not read out of the scopes where the request says it, or no scope names one', () => {
    const scope = `${api}/.default`;

    expect(withTarget({ grant_type, scope, resource: api })).toEqual({ grant_type, scope, resource: api });
    for (const plain of ['/.default', 'read:invoices/all', 'openid read', `${api}/`, 'https:///read']) {
      expect(withTarget({ grant_type, scope: plain })).toEqual({ grant_type, scope: plain });
    }
  });

  it('leaves everything else as it was', () => {
    const posted = { grant_type, client_id: 'app', code: ['one', 'two'] };

    expect(withTarget(posted)).toEqual(posted);
  });
});

describe('the API that a request at the authorization endpoint names', () => {
  it('is what comes before the last slash of a scope', () => {
    const posted = { client_id: 'app', scope: `openid ${api}/read offline_access` };

    expect(withAuthorizationTarget(posted)).toEqual({
      ...{ client_id: 'app', resource: api, scope: 'openid offline_access read' },
    });
  });

  it('is left to what the application was given where everything is asked for', () => {
    const { scope } = withAuthorizationTarget({ scope: `openid ${api}/.default` });

    expect(scope).toBe('openid .default');
    expect(withAllAtApi(String(scope), 'read write')).toBe('openid read write');
  });
});

describe('the scope of an answer', () => {
  const answer = (asked: string, granted: string): string => inWordsAsked(granted, scopesNamedIn({ scope: asked })!);

  it('has the words of the request', () => {
    expect(answer(`${api}/read`, 'read')).toBe(`${api}/read`);
    expect(answer(`openid ${api}/read write`, 'openid read write')).toBe(`${api}/read openid write`);
  });

  it('leaves out what was not granted', () => {
    expect(answer(`${api}/read ${api}/write`, 'read')).toBe(`${api}/read`);
    expect(answer(`${api}/read`, '')).toBe('');
  });

  it('has what was asked in general, and what came of it', () => {
    expect(answer(`${api}/.default`, 'read write')).toBe(`${api}/.default ${api}/read ${api}/write`);
  });
});
