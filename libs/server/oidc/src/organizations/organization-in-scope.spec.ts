import { describe, expect, it } from 'vitest';
import { withOrganizationOfScope } from './organization-in-scope.js';

describe('an organization in the scope of a request', () => {
  it('stands for the scope and the parameter', () => {
    expect(withOrganizationOfScope({ scope: 'openid organization:acme', state: 's' })).toEqual({
      ...{ scope: 'openid organization', organization: 'acme', state: 's' },
    });
    const twice = { scope: 'organization organization:acme', organization: 'acme' };
    expect(withOrganizationOfScope(twice)).toEqual({ scope: 'organization', organization: 'acme' });
  });

  it('makes several parameters where there are several, which the engine refuses', () => {
    expect(withOrganizationOfScope({ scope: 'organization:a organization:b' })['organization']).toEqual(['a', 'b']);
    expect(withOrganizationOfScope({ scope: 'organization:a', organization: 'b' })['organization']).toEqual(['b', 'a']);
  });

  it.each([{}, { scope: 'openid' }, { scope: 'openid organization' }, { scope: 'organization:' }, { scope: ['a'] }])(
    'leaves %j as it is',
    (parameters) => {
      expect(withOrganizationOfScope(parameters)).toBe(parameters);
    },
  );
});
