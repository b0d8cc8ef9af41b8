import { describe, expect, it } from 'vitest';
import { withTarget } from './requested-target.js';

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

  it('is not read out of the scopes where the request says it, or need not', () => {
    const scope = `${api}/.default`;

    expect(withTarget({ grant_type, scope, resource: api })).toEqual({ grant_type, scope, resource: api });
    expect(withTarget({ grant_type: 'refresh_token', scope })).toEqual({ grant_type: 'refresh_token', scope });
    expect(withTarget({ grant_type, scope: '/.default' })).toEqual({ grant_type, scope: '/.default' });
  });

  it('leaves everything else as it was', () => {
    const posted = { grant_type, client_id: 'app', code: ['one', 'two'] };

    expect(withTarget(posted)).toEqual(posted);
  });
});
